package eu.vigil.node.operator.people;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes personal tokens: {@code vut_} and 32 random bytes in base64url without padding. */
public final class Tokens {
    private Tokens() {}

    /**
     * A new token; its text is shown or written once and not kept.
     *
     * @param text what the person carries
     * @param hash what the node keeps
     */
    public record Created(String text, TokenHash hash) {
        @Override
        public String toString() {
            return "Created[text=***]";
        }
    }

    /** A new token out of {@code random}. */
    public static Created create(SecureRandom random) {
        byte[] bytes = new byte[TokenHash.RANDOM_BYTES];
        random.nextBytes(bytes);
        String text = TokenHash.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new Created(text, TokenHash.of(text));
    }
}
