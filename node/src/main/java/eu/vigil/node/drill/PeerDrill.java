package eu.vigil.node.drill;

import com.google.protobuf.ByteString;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.protocol.id.MessageId;
import java.time.Instant;
import java.util.Optional;

/**
 * A drill with which a peer pages our people.
 *
 * @param id of the message that asked for it
 * @param nonce goes back in the answer
 * @param until when it is over, whether or not a human has come
 * @param officer who acknowledged
 * @param state where it stands
 */
public record PeerDrill(
        MessageId id,
        PeerId from,
        ByteString nonce,
        Instant receivedAt,
        Instant until,
        Optional<String> officer,
        State state) {
    /** Where it stands. */
    public enum State {
        /** People are paged. */
        PAGING,
        /** A human has acknowledged, and the peer has not been told yet. */
        OWED,
        /** Over: told, or nobody came in time, or nobody was paged. */
        OVER
    }

    /** A human has acknowledged. */
    public PeerDrill acknowledged(String by) {
        return new PeerDrill(id, from, nonce, receivedAt, until, Optional.of(by), State.OWED);
    }

    /** It is over. */
    public PeerDrill over() {
        return new PeerDrill(id, from, nonce, receivedAt, until, officer, State.OVER);
    }
}
