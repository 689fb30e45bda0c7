package eu.vigil.pki.arithmetic;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    /** Ciphers that nobody uses now: to ask a provider for one costs more than to encrypt a line with it. */
    private final Queue<Cipher> idle = new ConcurrentLinkedQueue<>();

    Gcm(Provider provider) {
        this.provider = provider;
    }

    /** The ciphertext followed by its tag. */
    public byte[] encrypt(SecretKey key, byte[] nonce, byte[] additional, byte[] plain) {
        byte[] encrypted = new byte[plain.length + TAG_BYTES];
        encrypt(key, nonce, additional, plain, encrypted, 0);
        return encrypted;
    }

    /** The same into {@code whole} from {@code at} on: {@link #TAG_BYTES} more than {@code plain} has. */
    public void encrypt(SecretKey key, byte[] nonce, byte[] additional, byte[] plain, byte[] whole, int at) {
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, additional);
            cipher.doFinal(plain, 0, plain.length, whole, at);
            idle.add(cipher);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM does not encrypt", e);
        }
    }

    /** What was encrypted; empty unless key, nonce, additional data and every bit of ciphertext and tag are right. */
    public Optional<byte[]> decrypt(SecretKey key, byte[] nonce, byte[] additional, byte[] ciphertextAndTag) {
        return decrypt(key, nonce, additional, ciphertextAndTag, 0);
    }

    /** The same of what stands in {@code whole} from {@code at} on. */
    public Optional<byte[]> decrypt(SecretKey key, byte[] nonce, byte[] additional, byte[] whole, int at) {
        if (whole.length - at < TAG_BYTES) {
            return Optional.empty();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, additional);
            byte[] plain = cipher.doFinal(whole, at, whole.length - at);
            idle.add(cipher);
            return Optional.of(plain);
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
        Cipher kept = idle.poll();
        Cipher cipher = kept == null ? Cipher.getInstance("AES/GCM/NoPadding", provider) : kept;
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(additional);
        return cipher;
    }
}
