package eu.vigil.node.intake;

import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.Envelope;

/** What can be said of an envelope before anything is looked up or opened. */
sealed interface Gate {
    /** The only suite that this node speaks. */
    int SUITE = 1;

    /** Worth opening. */
    record Pass() implements Gate {}

    /** It cannot be what it claims; recorded by hash only. */
    record Refuse(String detail) implements Gate {}

    /** Not now; nothing is recorded. */
    record NotNow(Busy.Reason reason) implements Gate {}

    /**
     * Compares the envelope's routing fields with the link that brought it.
     *
     * @param peer whom TLS proved at the other end
     * @param network the link's
     * @param self this node
     * @param directoryVersion the newest directory here: an emergency signed with a key that we have not yet learned must not be
     *     refused for good
     */
    static Gate check(
            Envelope envelope, ParticipantId peer, NetworkId network, ParticipantId self, long directoryVersion) {
        if (!envelope.getSender().equals(peer.value())) {
            return new Refuse("the envelope's sender is not the peer that the link proved");
        }
        if (!envelope.getNetwork().equals(network.value())) {
            return new Refuse("the envelope's network is not the link's");
        }
        if (!envelope.getRecipient().equals(self.value())) {
            return new Refuse("the envelope is for another participant");
        }
        if (envelope.getSuite() != SUITE) {
            return new Refuse("the envelope's suite is not spoken here");
        }
        if (Long.compareUnsigned(envelope.getDirectoryVersion(), directoryVersion) > 0) {
            return new NotNow(Busy.Reason.DIRECTORY_BEHIND);
        }
        return new Pass();
    }
}
