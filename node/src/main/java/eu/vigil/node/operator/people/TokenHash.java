package eu.vigil.node.operator.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a token, which is all that the node keeps of it. Equality takes the same time whatever differs. No salt and
 * no slow hash: a token has 256 random bits, which nobody can try through.
 */
public final class TokenHash {
    /** What every token begins with, so that scanners find one that leaked. */
    public static final String PREFIX = "vut_";

    static final int RANDOM_BYTES = 32;

    private static final Pattern TOKEN = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    private final byte[] sha256;

    private TokenHash(byte[] sha256) {
        this.sha256 = sha256;
    }

    /** The hash of a token; empty if the text has not the form of one. */
    public static Optional<TokenHash> ofToken(String token) {
        return TOKEN.matcher(token).matches() ? Optional.of(of(token)) : Optional.empty();
    }

    /** The hash that {@link #hex} wrote; empty if the text is not 64 small hexadecimal digits. */
    public static Optional<TokenHash> ofHex(String hex) {
        return HEX.matcher(hex).matches()
                ? Optional.of(new TokenHash(HexFormat.of().parseHex(hex)))
                : Optional.empty();
    }

    static TokenHash of(String token) {
        try {
            return new TokenHash(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }

    /** 64 small hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(sha256);
    }

    /** The first 16 digits in groups of four: enough for two people to compare by telephone, too little to find a token. */
    public String fingerprint() {
        String hex = hex();
        return String.join(" ", hex.substring(0, 4), hex.substring(4, 8), hex.substring(8, 12), hex.substring(12, 16));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenHash that && MessageDigest.isEqual(sha256, that.sha256);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sha256);
    }

    @Override
    public String toString() {
        return "TokenHash";
    }
}
