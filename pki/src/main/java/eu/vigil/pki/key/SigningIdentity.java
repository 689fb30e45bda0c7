package eu.vigil.pki.key;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and the certificates that say whose it is.
 *
 * @param key the private key
 * @param chain its own certificate first, then its issuers, without the anchor; a certification authority at the top of its
 *     chain has its own alone
 */
public record SigningIdentity(PrivateKey key, List<X509Certificate> chain) {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no certificate
     */
    public SigningIdentity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("chain: a signing identity has a certificate of its own");
        }
    }

    /** The key's own certificate. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }
}
