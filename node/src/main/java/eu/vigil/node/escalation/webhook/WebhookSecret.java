package eu.vigil.node.escalation.webhook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A secret shared with the far end of a channel: {@code whsec_} and 24 to 64 bytes in base64 (Standard Webhooks 1.0). */
public final class WebhookSecret {
    private static final String PREFIX = "whsec_";
    private static final int BYTES_MIN = 24;
    private static final int BYTES_MAX = 64;

    private final byte[] key;

    private WebhookSecret(byte[] key) {
        this.key = key;
    }

    /** What reading secrets came to. */
    public sealed interface Reading {
        /** At least one, the newest first. */
        record Secrets(List<WebhookSecret> secrets) implements Reading {}

        /** {@code why} never repeats the secret. */
        record Wrong(String why) implements Reading {}
    }

    /**
     * Reads one secret or, while one is being replaced by another, several between white space.
     *
     * @param text as it stands in the file
     */
    public static Reading read(String text) {
        List<WebhookSecret> secrets = new ArrayList<>();
        for (String word : text.strip().split("\\s+", -1)) {
            Optional<byte[]> key = key(word);
            if (key.isEmpty()) {
                return new Reading.Wrong(
                        "a webhook secret is 'whsec_' and %d to %d bytes in base64".formatted(BYTES_MIN, BYTES_MAX));
            }
            secrets.add(new WebhookSecret(key.get()));
        }
        return new Reading.Secrets(List.copyOf(secrets));
    }

    private static Optional<byte[]> key(String word) {
        if (!word.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            byte[] key = Base64.getDecoder().decode(word.substring(PREFIX.length()));
            return key.length >= BYTES_MIN && key.length <= BYTES_MAX ? Optional.of(key) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The key of the HMAC. */
    byte[] key() {
        return Arrays.copyOf(key, key.length);
    }

    @Override
    public String toString() {
        return "a webhook secret";
    }
}
