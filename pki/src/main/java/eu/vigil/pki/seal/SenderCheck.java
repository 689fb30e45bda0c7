package eu.vigil.pki.seal;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** Decides whether a signer is the sender that the message must come from; this room knows no directory. */
@FunctionalInterface
public interface SenderCheck {
    /**
     * Called only after the signature has verified under the first certificate.
     *
     * @param chain the signer's certificate, then each one's issuer as far as they came with the message; trusted in nothing yet
     * @param signingTime what the signer claims; whether a key counts is judged at receipt (security.md section 2)
     */
    Verdict check(List<X509Certificate> chain, Instant signingTime);

    /** The decision. */
    sealed interface Verdict {
        /** It is the sender. */
        record Accepted() implements Verdict {}

        /** It is not; {@code detail} tells the operator why. */
        record Rejected(String detail) implements Verdict {}
    }
}
