package eu.vigil.node.link;

import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.ConsistencyRequest;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Hello;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the node does with links that others dial. Called on a link's event loop: must not block. Whatever answers later
 * may do so on any thread, exactly once; a second answer is a defect and throws.
 *
 * <p>A peer may have several links at once; TLS has named it and its Hello agrees.
 */
public interface LinkListener {
    /**
     * The peer's Hello is in order: give this node's own. Participant, directory, heads, schema and time are the node's to
     * fill in; version, network, purpose and credit are the link's. Nothing else comes before this is answered.
     */
    void greeted(ParticipantId peer, NetworkId network, Hello hello, Consumer<Hello> welcome);

    /** The Welcome has left; envelopes may come. */
    void opened(ParticipantId peer, NetworkId network, Hello hello);

    /** An envelope came whose sender and network are the link's, of sound form and no more than that. */
    void delivered(ParticipantId peer, NetworkId network, Deliver deliver, Consumer<Answer> reply);

    /** The peer wants proof that our log for it only grew. Without an answer to give, an empty proof is sent. */
    void consistencyAsked(
            ParticipantId peer,
            NetworkId network,
            ConsistencyRequest request,
            Consumer<Optional<ConsistencyProof>> reply);

    /**
     * An opened link is over.
     *
     * @param reason what the last Bye said; {@code REASON_UNSPECIFIED} if the connection broke without one
     */
    void closed(ParticipantId peer, NetworkId network, Bye.Reason reason);
}
