package eu.vigil.node.escalation.webhook;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The signature of Standard Webhooks 1.0 over {@code id.timestamp.body}: {@code v1,} and the base64 of HMAC-SHA256, or {@code v1a,} and that
 * of Ed25519; one for each secret, with spaces between.
 */
public final class WebhookSignature {
    /** The header with the id, constant over all attempts. */
    public static final String ID = "webhook-id";

    /** The header with the attempt's instant in seconds since 1970. */
    public static final String TIMESTAMP = "webhook-timestamp";

    /** The header with the signatures. */
    public static final String SIGNATURE = "webhook-signature";

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final int SIGNATURES_MAX = 16;

    private WebhookSignature() {}

    /** The three headers' values. */
    public record Headers(String id, String timestamp, String signature) {}

    /** Signs a body at {@code at} with every secret. */
    public static Headers sign(String id, Instant at, byte[] body, List<WebhookSecret> secrets) {
        String timestamp = Long.toString(at.getEpochSecond());
        byte[] content = content(id, timestamp, body);
        String signature = secrets.stream()
                .flatMap(secret -> secret.sign(content).stream())
                .collect(Collectors.joining(" "));
        return new Headers(id, timestamp, signature);
    }

    /** Why a webhook is not to be believed; empty if one of its signatures is by one of the secrets and it is not stale. */
    public static Optional<String> fault(Headers headers, byte[] body, List<WebhookSecret> secrets, Instant now) {
        return stale(headers, now).or(() -> forged(headers, body, secrets));
    }

    /** Why its instant will not do; empty if it is at most five minutes from {@code now}. */
    static Optional<String> stale(Headers headers, Instant now) {
        Instant sent;
        try {
            sent = Instant.ofEpochSecond(Long.parseLong(headers.timestamp()));
        } catch (NumberFormatException | DateTimeException _) {
            return Optional.of(TIMESTAMP + ": not a number of seconds since 1970");
        }
        return Duration.between(sent, now).abs().compareTo(TOLERANCE) > 0
                ? Optional.of("%s: %s is more than 5 min from %s".formatted(TIMESTAMP, sent, now))
                : Optional.empty();
    }

    /** Why its signatures will not do; empty if one of them is by one of the secrets. */
    static Optional<String> forged(Headers headers, byte[] body, List<WebhookSecret> secrets) {
        String[] signatures = headers.signature().split(" ", SIGNATURES_MAX + 1);
        if (signatures.length > SIGNATURES_MAX) {
            return Optional.of("%s: more than %d signatures".formatted(SIGNATURE, SIGNATURES_MAX));
        }
        byte[] content = content(headers.id(), headers.timestamp(), body);
        for (WebhookSecret secret : secrets) {
            for (String signature : signatures) {
                if (secret.verifies(signature, content)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(SIGNATURE + ": no signature by our secret");
    }

    private static byte[] content(String id, String timestamp, byte[] body) {
        byte[] head = "%s.%s.".formatted(id, timestamp).getBytes(StandardCharsets.UTF_8);
        byte[] content = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, content, head.length, body.length);
        return content;
    }
}
