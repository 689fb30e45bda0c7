package eu.vigil.node.journal;

import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.log.HeadSigner;
import eu.vigil.pki.log.LogOrigin;
import eu.vigil.protocol.id.ParticipantId;

/**
 * Whose pair logs these are, and with what their heads are signed.
 *
 * @param self the participant that this node stands for
 */
public record LogKeeper(ParticipantId self, HeadSigner signer) {
    /** The name of our log for a peer. */
    public LogOrigin own(PairLogId log, int epoch) {
        return new LogOrigin(new Named(self, log.network()), log.peer(), epoch);
    }

    /** The name of the peer's log for us. */
    public LogOrigin theirs(PairLogId log, int epoch) {
        return new LogOrigin(new Named(log.peer(), log.network()), self, epoch);
    }
}
