package eu.vigil.pki.key;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * Both private halves of an encryption key, with their certificates.
 *
 * @param p256 opens the inner layer by ECDH
 * @param p256Certificate its certificate
 * @param mlKem768 opens the outer layer; the JDK's own key class, fit for its {@code KEM}
 * @param mlKem768Certificate its certificate (RFC 9935)
 */
public record DecryptionKey(
        PrivateKey p256, X509Certificate p256Certificate, PrivateKey mlKem768, X509Certificate mlKem768Certificate) {
    /** What others seal to. */
    public RecipientKey recipient() {
        return new RecipientKey(p256Certificate, mlKem768Certificate);
    }
}
