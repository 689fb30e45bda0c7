package eu.vigil.node.escalation.webhook;

import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.pki.key.SecretRef;
import eu.vigil.pki.key.SecretRef.Resolution.Problem;
import eu.vigil.pki.key.SecretRef.Resolution.Resolved;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Secrets by reference, with {@code file:} paths relative to the configuration's folder. */
public final class ReferencedSecrets implements ChannelSecrets {
    private final Path base;

    /** References count from {@code base}. */
    public ReferencedSecrets(Path base) {
        this.base = base;
    }

    @Override
    public WebhookSecret.Reading of(Channel channel) {
        return channel.secret()
                .map(reference -> read(reference, base))
                .orElseGet(() -> new WebhookSecret.Reading.Wrong(
                        "escalation.channels.%s.secret: none is configured".formatted(channel.name())));
    }

    /** The secrets behind one reference. */
    public static WebhookSecret.Reading read(String reference, Path base) {
        SecretRef parsed;
        try {
            parsed = SecretRef.parse(reference);
        } catch (IllegalArgumentException e) {
            return new WebhookSecret.Reading.Wrong(String.valueOf(e.getMessage()));
        }
        return switch (parsed.resolve(base)) {
            case Resolved(var secret) -> WebhookSecret.read(new String(secret.bytes(), StandardCharsets.UTF_8));
            case Problem(String text) -> new WebhookSecret.Reading.Wrong(text);
        };
    }
}
