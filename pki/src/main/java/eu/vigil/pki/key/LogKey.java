package eu.vigil.pki.key;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;

/**
 * The key that signs the heads of the pair logs.
 *
 * @param ed25519 the private key (RFC 8032)
 * @param publicKey32 the public key, 32 bytes
 */
public record LogKey(PrivateKey ed25519, ByteString publicKey32) {
    private static final int PUBLIC_BYTES = 32;

    /** RFC 8410 section 4: what stands before the 32 bytes in a SubjectPublicKeyInfo. */
    private static final ByteString INFO_PREFIX = ByteString.fromHex("302a300506032b6570032100");

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException unless the public key has 32 bytes
     */
    public LogKey {
        if (publicKey32.size() != PUBLIC_BYTES) {
            throw new IllegalArgumentException(
                    "log key: an Ed25519 public key has 32 bytes, not %d".formatted(publicKey32.size()));
        }
    }

    /** The public key as the JDK has it. */
    public PublicKey publicKey() {
        byte[] info = INFO_PREFIX.concat(publicKey32).toByteArray();
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("log key: these 32 bytes are no Ed25519 public key", e);
        }
    }

    /** The pair of a private key and the JDK's form of its public key. */
    public static LogKey of(PrivateKey ed25519, PublicKey publicKey) {
        return new LogKey(ed25519, ByteString.copyFrom(publicKey.getEncoded()).substring(INFO_PREFIX.size()));
    }
}
