package eu.vigil.node.escalation.webhook;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code whsk_} and {@code whpk_}: signs and verifies {@code v1a} with Ed25519, so that the far end holds nothing that could sign. A private
 * key is its seed of 32 bytes, or seed and public key as libsodium has them.
 */
final class Ed25519Secret extends WebhookSecret {
    static final int BYTES = 32;

    private static final String ALGORITHM = "Ed25519";
    private static final String VERSION = "v1a,";
    /** What stands before the 32 bytes in PKCS#8 and in SubjectPublicKeyInfo (RFC 8410). */
    private static final String PKCS8 = "302e020100300506032b657004220420";

    private static final String SPKI = "302a300506032b6570032100";

    private final @Nullable PrivateKey signing;
    private final @Nullable PublicKey verifying;

    private Ed25519Secret(@Nullable PrivateKey signing, @Nullable PublicKey verifying) {
        this.signing = signing;
        this.verifying = verifying;
    }

    static Optional<WebhookSecret> signing(byte[] key) {
        if (key.length != BYTES && key.length != 2 * BYTES) {
            return Optional.empty();
        }
        Ed25519Secret secret = new Ed25519Secret(privateKey(slice(key, 0, BYTES)), null);
        if (key.length == 2 * BYTES) {
            byte[] probe = "the two halves belong together".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            Optional<WebhookSecret> other = verifying(slice(key, BYTES, 2 * BYTES));
            boolean pair = secret.sign(probe)
                    .filter(signature ->
                            other.filter(one -> one.verifies(signature, probe)).isPresent())
                    .isPresent();
            return pair ? Optional.of(secret) : Optional.empty();
        }
        return Optional.of(secret);
    }

    static Optional<WebhookSecret> verifying(byte[] key) {
        try {
            return Optional.of(new Ed25519Secret(
                    null, KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(after(SPKI, key)))));
        } catch (GeneralSecurityException _) {
            return Optional.empty(); // not a point of the curve
        }
    }

    @Override
    Optional<String> sign(byte[] content) {
        return signing == null
                ? Optional.empty()
                : Optional.of(VERSION + Base64.getEncoder().encodeToString(signature(signing, content)));
    }

    @Override
    boolean verifies(String signature, byte[] content) {
        byte[] bytes = bytes(signature, VERSION);
        if (signing != null) {
            return MessageDigest.isEqual(signature(signing, content), bytes); // Ed25519 signs the same the same way
        }
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(verifying);
            check.update(content);
            return check.verify(bytes);
        } catch (GeneralSecurityException _) {
            return false; // not even the form of a signature
        }
    }

    private static byte[] signature(PrivateKey key, byte[] content) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key);
            signer.update(content);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrivateKey privateKey(byte[] seed) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(after(PKCS8, seed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every seed is a key
        }
    }

    private static byte[] after(String prefix, byte[] key) {
        return HexFormat.of().parseHex(prefix + HexFormat.of().formatHex(key));
    }
}
