package eu.vigil.pki.arithmetic;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** AES-256 key wrap (RFC 3394) of 256-bit keys. */
public final class KeyWrap {
    /** The bytes of a wrapped 256-bit key. */
    public static final int WRAPPED_BYTES = 40;

    private final Provider provider;

    KeyWrap(Provider provider) {
        this.provider = provider;
    }

    /** The key under the other, 40 bytes. */
    public byte[] wrap(SecretKey kek, SecretKey key) {
        try {
            Cipher cipher = Cipher.getInstance("AESWrap", provider);
            cipher.init(Cipher.WRAP_MODE, kek);
            return cipher.wrap(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES key wrap does not wrap", e);
        }
    }

    /** The key that was wrapped; empty unless it was wrapped under this one. */
    public Optional<SecretKey> unwrap(SecretKey kek, byte[] wrapped) {
        if (wrapped.length != WRAPPED_BYTES) {
            return Optional.empty();
        }
        try {
            Cipher cipher = Cipher.getInstance("AESWrap", provider);
            cipher.init(Cipher.UNWRAP_MODE, kek);
            return Optional.of((SecretKey) cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY));
        } catch (InvalidKeyException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES key wrap is missing", e);
        }
    }
}
