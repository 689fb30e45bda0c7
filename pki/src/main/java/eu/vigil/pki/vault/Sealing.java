package eu.vigil.pki.vault;

import eu.vigil.pki.arithmetic.Gcm;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * Bytes at rest under a key: format byte 1, nonce of 96 random bits, AES-256-GCM ciphertext, tag of 128 bits.
 *
 * <p>Format byte and purpose are authenticated in front of the caller's additional data, so that nothing can be read as
 * something else. A random nonce is safe for 2^32 uses of a key (SP 800-38D section 8.3).
 */
final class Sealing {
    static final byte FORMAT = 1;

    private static final int HEAD_BYTES = 1 + Gcm.NONCE_BYTES;

    private final Gcm gcm;
    private final Purpose purpose;
    private final SecretKey key;

    /** What the bytes are. */
    enum Purpose {
        CASE_KEY(1),
        CASE_DATA(2);

        private final byte code;

        Purpose(int code) {
            this.code = (byte) code;
        }
    }

    Sealing(Gcm gcm, Purpose purpose, SecretKey key) {
        this.gcm = gcm;
        this.purpose = purpose;
        this.key = key;
    }

    byte[] protect(byte[] plain, byte[] aad, SecureRandom random) {
        byte[] nonce = new byte[Gcm.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] whole = new byte[HEAD_BYTES + plain.length + Gcm.TAG_BYTES];
        whole[0] = FORMAT;
        System.arraycopy(nonce, 0, whole, 1, nonce.length);
        gcm.encrypt(key, nonce, bound(aad), plain, whole, HEAD_BYTES);
        return whole;
    }

    Revealing reveal(byte[] whole, byte[] aad) {
        if (whole.length < HEAD_BYTES + Gcm.TAG_BYTES) {
            return new Revealing.Unreadable(Revealing.Why.TRUNCATED);
        }
        if (whole[0] != FORMAT) {
            return new Revealing.Unreadable(Revealing.Why.UNKNOWN_FORMAT);
        }
        byte[] nonce = Arrays.copyOfRange(whole, 1, HEAD_BYTES);
        return gcm.decrypt(key, nonce, bound(aad), whole, HEAD_BYTES)
                .<Revealing>map(Revealing.Revealed::new)
                .orElseGet(() -> new Revealing.Unreadable(Revealing.Why.OTHER_KEY_OR_ALTERED));
    }

    private byte[] bound(byte[] aad) {
        byte[] bound = new byte[2 + aad.length];
        bound[0] = FORMAT;
        bound[1] = purpose.code;
        System.arraycopy(aad, 0, bound, 2, aad.length);
        return bound;
    }
}
