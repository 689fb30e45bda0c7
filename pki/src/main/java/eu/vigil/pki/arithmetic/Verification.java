package eu.vigil.pki.arithmetic;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/**
 * Verifies the signatures of one algorithm.
 *
 * @param algorithm as providers call it
 */
record Verification(String algorithm, Provider provider) {
    /** Whether {@code signature} is one of {@code data} by the holder of {@code key}; garbage is not. */
    boolean verifies(PublicKey key, byte[] data, byte[] signature) {
        try {
            Signature verification = Signature.getInstance(algorithm, provider);
            verification.initVerify(key);
            verification.update(data);
            return verification.verify(signature);
        } catch (SignatureException _) {
            return false;
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("not a key for " + algorithm, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " is missing", e);
        }
    }
}
