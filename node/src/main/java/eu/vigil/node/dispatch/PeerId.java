package eu.vigil.node.dispatch;

import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;

/** A peer within a network: each has a queue and a link of its own. */
public record PeerId(NetworkId network, ParticipantId participant) {
    @Override
    public String toString() {
        return participant + " in " + network;
    }
}
