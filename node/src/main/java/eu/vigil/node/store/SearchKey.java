package eu.vigil.node.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes words so that equal words can be found and none can be read: HMAC-SHA-256 cut to eight bytes, which is enough to find and too
 * little to be sure of (security.md 5).
 */
public final class SearchKey {
    private static final String HMAC = "HmacSHA256";
    private static final int CODE_BYTES = 8;

    private final SecretKey key;

    /** Codes under {@code key}. */
    public SearchKey(SecretKey key) {
        this.key = new SecretKeySpec(key.getEncoded(), HMAC);
    }

    /** The code of a word. */
    byte[] code(String word) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(word.getBytes(StandardCharsets.UTF_8)), CODE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
