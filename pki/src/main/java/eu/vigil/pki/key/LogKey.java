package eu.vigil.pki.key;

import com.google.protobuf.ByteString;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;

/**
 * The key that signs the heads of the pair logs.
 *
 * @param ed25519 the private key (RFC 8032)
 * @param publicKey32 the public key, 32 bytes
 */
public record LogKey(PrivateKey ed25519, ByteString publicKey32) {
    private static final int PUBLIC_BYTES = 32;

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

    /** The pair of a private key and the JDK's form of its public key. */
    public static LogKey of(PrivateKey ed25519, PublicKey publicKey) {
        // RFC 8410: the key's 32 bytes are the last of its SubjectPublicKeyInfo.
        byte[] info = publicKey.getEncoded();
        return new LogKey(
                ed25519, ByteString.copyFrom(Arrays.copyOfRange(info, info.length - PUBLIC_BYTES, info.length)));
    }
}
