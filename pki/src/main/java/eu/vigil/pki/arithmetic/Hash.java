package eu.vigil.pki.arithmetic;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256 and the two derivations of 32 bytes that suite 1 uses. */
public final class Hash {
    /** The bytes of a digest. */
    public static final int BYTES = 32;

    private static final SecretKey NO_SALT = new SecretKeySpec(new byte[BYTES], "HmacSHA256");

    private final Provider digests;
    private final Provider derivations;

    Hash(Provider digests, Provider derivations) {
        this.digests = digests;
        this.derivations = derivations;
    }

    /** The SHA-256 of these parts one after another. */
    public byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256", digests);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }

    /** The SHA-256 of what remains in the buffer. */
    public byte[] sha256(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256", digests);
            digest.update(bytes);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }

    /** The first 32 bytes of the X9.63 derivation (SEC 1 section 3.6.1) from a shared secret: one block of it. */
    public byte[] x963(byte[] secret, byte[] sharedInfo) {
        return sha256(secret, new byte[] {0, 0, 0, 1}, sharedInfo);
    }

    /**
     * The first 32 bytes of HKDF with SHA-256 (RFC 5869) from a secret, without salt: what is extracted, and one block of expansion.
     * The JDK's own KDF looks through all providers for the HMAC, twice each time.
     */
    public byte[] hkdf(byte[] secret, byte[] info) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256", derivations);
            mac.init(NO_SALT);
            mac.init(new SecretKeySpec(mac.doFinal(secret), NO_SALT.getAlgorithm()));
            mac.update(info);
            mac.update((byte) 1);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC is missing", e);
        }
    }
}
