package eu.vigil.node.journal;

import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;

/** The log that this node keeps for one peer within one network. */
public record PairLogId(NetworkId network, ParticipantId peer) {
    @Override
    public String toString() {
        return peer + " in " + network;
    }
}
