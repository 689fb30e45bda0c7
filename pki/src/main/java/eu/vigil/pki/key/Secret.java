package eu.vigil.pki.key;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** A secret at hand: what opens a key file or authenticates a webhook. Its text form never shows it. */
public final class Secret {
    private static final int RANDOM_BYTES = 32;

    private final byte[] bytes;

    /** A secret of these bytes, which are copied. */
    public Secret(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** A new secret of 256 random bits, in letters, digits, {@code -} and {@code _}, so that it can stand in a file. */
    public static Secret random(SecureRandom random) {
        byte[] raw = new byte[RANDOM_BYTES];
        random.nextBytes(raw);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encode(raw));
    }

    /** A copy of its bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Its characters, read as UTF-8; malformed bytes become the replacement character. */
    public char[] chars() {
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
        char[] chars = new char[decoded.remaining()];
        decoded.get(chars);
        Arrays.fill(decoded.array(), '\0');
        return chars;
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
