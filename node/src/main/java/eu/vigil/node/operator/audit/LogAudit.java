package eu.vigil.node.operator.audit;

import eu.vigil.node.operator.desk.Answer;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.util.Optional;

/** Port: recomputes our pair logs, what peers have shown of theirs, and their receipts for our messages. */
@FunctionalInterface
public interface LogAudit {
    /** Checks a slice, within a few seconds. Called on threads that may wait. */
    Answer<AuditSlice> check(Scope scope);

    /**
     * What to check.
     *
     * @param peer only what concerns this one
     * @param network only in this one
     * @param cursor {@link AuditSlice#next} of the slice before; empty to begin
     */
    record Scope(Optional<ParticipantId> peer, Optional<NetworkId> network, Optional<String> cursor) {
        /** True if what concerns that peer is to be checked. */
        public boolean covers(NetworkId inNetwork, ParticipantId ofPeer) {
            return peer.map(ofPeer::equals).orElse(true)
                    && network.map(inNetwork::equals).orElse(true);
        }
    }
}
