package eu.vigil.pki.vault;

import eu.vigil.pki.arithmetic.Gcm;
import java.security.SecureRandom;
import javax.crypto.SecretKey;

/** The key of one case: everything stored of the case is protected with it. Safe for many threads; only {@link CaseVault} makes one. */
public final class CaseKey {
    private final Sealing sealing;
    private final SecureRandom random;

    CaseKey(Gcm gcm, SecretKey key, SecureRandom random) {
        this.sealing = new Sealing(gcm, Sealing.Purpose.CASE_DATA, key);
        this.random = random;
    }

    /**
     * The bytes to store, 29 longer than {@code plain} and different at each call.
     *
     * @param aad names the place (table, column, row): needed again to reveal, so that stored bytes cannot be moved
     */
    public byte[] protect(byte[] plain, byte[] aad) {
        return sealing.protect(plain, aad, random);
    }

    /** What was protected with this key for this place. */
    public Revealing reveal(byte[] stored, byte[] aad) {
        return sealing.reveal(stored, aad);
    }
}
