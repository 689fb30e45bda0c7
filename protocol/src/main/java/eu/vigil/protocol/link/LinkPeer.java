package eu.vigil.protocol.link;

import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;

/** Who is at the other end: a participant within one network, as its TLS certificate names it. */
public record LinkPeer(ParticipantId participant, NetworkId network) {
    @Override
    public String toString() {
        return participant + " in " + network;
    }
}
