package eu.vigil.pki.seal;

import java.util.Optional;

/** What comes of opening a sealed message. */
public sealed interface Opening {
    /** Opened, and the signature is the accepted sender's. */
    record Opened(Verified message) implements Opening {}

    /**
     * Not to be acted on.
     *
     * @param reason the kind of fault
     * @param detail what exactly was found, for the operator and never for the peer
     * @param verified the message, if the signature is the accepted sender's and only its time is wrong: a message that comes again
     *     after 7 days, because its receipt was lost, is known by its digest and gets its old receipt
     */
    record Refused(Reason reason, String detail, Optional<Verified> verified) implements Opening {
        /** Whether the sender is certain, so that the peer may hear the reason and the id counts as used. */
        public boolean signatureVerified() {
            return verified.isPresent();
        }
    }
}
