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

    /** Holds the key; each code is made by a copy of it. */
    private final Mac keyed;

    /** Codes under {@code key}. */
    public SearchKey(SecretKey key) {
        try {
            keyed = Mac.getInstance(HMAC);
            keyed.init(new SecretKeySpec(key.getEncoded(), HMAC));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    /** The code of a word. */
    byte[] code(String word) {
        try {
            Mac mac = (Mac) keyed.clone();
            return Arrays.copyOf(mac.doFinal(word.getBytes(StandardCharsets.UTF_8)), CODE_BYTES);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own can be copied", e);
        }
    }
}
