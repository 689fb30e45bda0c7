package eu.vigil.node.escalation;

import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The name of a page and its {@code webhook-id}: the same over all attempts, so that the far end can drop duplicates.
 *
 * @param value {@code msg_} and 16 random bytes in base64url
 */
public record PageId(String value) {
    private static final Pattern FORM = Pattern.compile("msg_[A-Za-z0-9_-]{22}");
    private static final int BYTES = 16;

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the form is wrong
     */
    public PageId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("page: '%s' is not msg_ and 22 letters".formatted(value));
        }
    }

    /** A new id. */
    public static PageId of(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new PageId("msg_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
