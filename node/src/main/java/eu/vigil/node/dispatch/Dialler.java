package eu.vigil.node.dispatch;

import eu.vigil.node.link.DialledLinkEvents;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;

/** Port: dials a peer at the endpoints that the directory gives. */
@FunctionalInterface
public interface Dialler {
    /** Begins; what comes of it, {@code events} are told, {@code closed} exactly once. */
    void dial(NetworkId network, ParticipantId peer, DialledLinkEvents events);
}
