package eu.vigil.node.escalation.webhook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What webhooks are signed or verified with (Standard Webhooks 1.0): {@code whsec_}, a secret that both ends share; {@code whsk_}, a
 * private Ed25519 key; {@code whpk_}, a public one. The rest is base64.
 */
public abstract sealed class WebhookSecret permits SharedSecret, Ed25519Secret {
    private static final String WORDS = "a webhook secret is 'whsec_' and %d to %d bytes in base64, "
                    .formatted(SharedSecret.BYTES_MIN, SharedSecret.BYTES_MAX)
            + "or 'whsk_' and an Ed25519 key of 32 or 64 bytes, or 'whpk_' and its public key of 32";

    /** What reading secrets came to. */
    public sealed interface Reading {
        /** At least one, the newest first. */
        record Secrets(List<WebhookSecret> secrets) implements Reading {
            /** Copies the list. */
            public Secrets {
                secrets = List.copyOf(secrets);
            }
        }

        /** {@code why} never repeats the secret. */
        record Wrong(String why) implements Reading {}
    }

    /** The secrets that a channel's secret is made of. */
    public static Reading of(ChannelSecret secret) {
        return switch (secret) {
            case ChannelSecret.Known(String text) -> read(text);
            case ChannelSecret.None() -> new Reading.Wrong("no secret is configured");
            case ChannelSecret.Unreadable(String why) -> new Reading.Wrong(why);
        };
    }

    /**
     * Reads one secret or, while one is being replaced by another, several between white space, one a line.
     *
     * @param text as it stands in the file
     */
    public static Reading read(String text) {
        List<WebhookSecret> secrets = new ArrayList<>();
        for (String word : text.strip().split("\\s+", -1)) {
            Optional<WebhookSecret> secret = one(word);
            if (secret.isEmpty()) {
                return new Reading.Wrong(WORDS);
            }
            secrets.add(secret.get());
        }
        return new Reading.Secrets(secrets);
    }

    private static Optional<WebhookSecret> one(String word) {
        int end = word.indexOf('_') + 1;
        byte[] key;
        try {
            key = Base64.getDecoder().decode(word.substring(end));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        return switch (word.substring(0, end)) {
            case "whsec_" -> SharedSecret.of(key);
            case "whsk_" -> Ed25519Secret.signing(key);
            case "whpk_" -> key.length == Ed25519Secret.BYTES ? Ed25519Secret.verifying(key) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The signature with its version before it ({@code v1,}); empty if this can only verify. */
    abstract Optional<String> sign(byte[] content);

    /** True if a signature with its version before it is by this secret; takes as long for a wrong one. */
    abstract boolean verifies(String signature, byte[] content);

    /** What follows the version; empty if this is not it. */
    static byte[] bytes(String signature, String version) {
        if (!signature.startsWith(version)) {
            return new byte[0];
        }
        try {
            return Base64.getDecoder().decode(signature.substring(version.length()));
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    @Override
    public final String toString() {
        return "a webhook secret";
    }
}
