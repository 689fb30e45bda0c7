package eu.vigil.node.escalation.webhook;

import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.pki.key.SecretRef;
import eu.vigil.pki.key.SecretRef.Resolution.Problem;
import eu.vigil.pki.key.SecretRef.Resolution.Resolved;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Secrets by reference, with {@code file:} paths relative to the configuration's folder. */
public final class ReferencedSecrets implements ChannelSecrets {
    private final Path base;
    private final Map<String, String> environment;

    /** References count from {@code base}. */
    public ReferencedSecrets(Path base) {
        this(base, System.getenv());
    }

    /** The same with these variables instead of the process's own. */
    public ReferencedSecrets(Path base, Map<String, String> environment) {
        this.base = base;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public ChannelSecret of(Channel channel) {
        return of(channel.secret());
    }

    @Override
    public ChannelSecret inbound(Channel channel) {
        return of(channel.inboundSecret());
    }

    private ChannelSecret of(Optional<String> named) {
        return named.map(reference -> read(reference, base, environment)).orElseGet(ChannelSecret.None::new);
    }

    /** What stands behind one reference. */
    public static ChannelSecret read(String reference, Path base) {
        return read(reference, base, System.getenv());
    }

    private static ChannelSecret read(String reference, Path base, Map<String, String> environment) {
        SecretRef parsed;
        try {
            parsed = SecretRef.parse(reference);
        } catch (IllegalArgumentException e) {
            return new ChannelSecret.Unreadable(String.valueOf(e.getMessage()));
        }
        return switch (parsed.resolve(base, environment)) {
            case Resolved(var secret) -> new ChannelSecret.Known(new String(secret.bytes(), StandardCharsets.UTF_8));
            case Problem(String text) -> new ChannelSecret.Unreadable(text);
        };
    }
}
