package eu.vigil.node.escalation.webhook;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code whsec_}: a secret that both ends know; signs {@code v1} with HMAC-SHA256. */
final class SharedSecret extends WebhookSecret {
    static final int BYTES_MIN = 24;
    static final int BYTES_MAX = 64;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v1,";

    private final SecretKeySpec key;

    private SharedSecret(SecretKeySpec key) {
        this.key = key;
    }

    static Optional<WebhookSecret> of(byte[] key) {
        return key.length >= BYTES_MIN && key.length <= BYTES_MAX
                ? Optional.of(new SharedSecret(new SecretKeySpec(key, ALGORITHM)))
                : Optional.empty();
    }

    @Override
    Optional<String> sign(byte[] content) {
        return Optional.of(VERSION + Base64.getEncoder().encodeToString(mac(content)));
    }

    @Override
    boolean verifies(String signature, byte[] content) {
        return MessageDigest.isEqual(mac(content), bytes(signature, VERSION));
    }

    private byte[] mac(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
