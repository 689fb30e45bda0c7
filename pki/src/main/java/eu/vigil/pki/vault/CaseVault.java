package eu.vigil.pki.vault;

import eu.vigil.pki.arithmetic.Arithmetic;
import eu.vigil.pki.arithmetic.Gcm;
import java.security.SecureRandom;
import javax.crypto.SecretKey;

/**
 * Makes case keys and keeps them wrapped under the node's key-encryption key (AES-256).
 *
 * <p>To erase a case, erase its wrapped key. Safe for many threads.
 */
public final class CaseVault {
    private final Gcm gcm;
    private final Sealing sealing;
    private final SecureRandom random;

    /**
     * A vault under this key.
     *
     * @throws IllegalArgumentException if the key is not of 256 bits
     */
    public CaseVault(SecretKey kek, SecureRandom random) {
        this(kek, Arithmetic.fastest(), random);
    }

    CaseVault(SecretKey kek, Arithmetic arithmetic, SecureRandom random) {
        this.gcm = arithmetic.gcm();
        this.sealing = new Sealing(gcm, Sealing.Purpose.CASE_KEY, Gcm.key(kek.getEncoded()));
        this.random = random;
    }

    /**
     * A new random case key, wrapped: 61 bytes to store.
     *
     * @param aad names the case: needed again to unwrap, so that keys cannot be exchanged between cases
     */
    public byte[] newWrappedKey(byte[] aad) {
        byte[] key = new byte[Gcm.KEY_BYTES];
        random.nextBytes(key);
        return sealing.protect(key, aad, random);
    }

    /** The case key that {@link #newWrappedKey} made for this case. */
    public Unwrapping unwrap(byte[] wrapped, byte[] aad) {
        return switch (sealing.reveal(wrapped, aad)) {
            case Revealing.Revealed revealed ->
                new Unwrapping.Unwrapped(new CaseKey(gcm, Gcm.key(revealed.plain()), random));
            case Revealing.Unreadable(var why) -> new Unwrapping.Unreadable(why);
        };
    }
}
