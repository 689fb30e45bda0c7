package eu.vigil.pki.arithmetic;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM with 96-bit nonces and 128-bit tags. */
public final class Gcm {
    /** The bytes of a key. */
    public static final int KEY_BYTES = 32;

    /** The bytes of a nonce, which must never be used twice with a key. */
    public static final int NONCE_BYTES = 12;

    /** The bytes of a tag. */
    public static final int TAG_BYTES = 16;

    private final Provider provider;

    Gcm(Provider provider) {
        this.provider = provider;
    }

    /** The ciphertext followed by its tag. */
    public byte[] encrypt(SecretKey key, byte[] nonce, byte[] additional, byte[] plain) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nonce, additional).doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM does not encrypt", e);
        }
    }

    /** What was encrypted; empty unless key, nonce, additional data and every bit of ciphertext and tag are right. */
    public Optional<byte[]> decrypt(SecretKey key, byte[] nonce, byte[] additional, byte[] ciphertextAndTag) {
        if (ciphertextAndTag.length < TAG_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, key, nonce, additional).doFinal(ciphertextAndTag));
        } catch (AEADBadTagException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM does not decrypt", e);
        }
    }

    /** The key of these 32 bytes. */
    public static SecretKey key(byte[] bytes) {
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("an AES-256 key of %d bytes instead of 32".formatted(bytes.length));
        }
        return new SecretKeySpec(bytes, "AES");
    }

    private Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] additional) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(additional);
        return cipher;
    }
}
