package eu.vigil.node.escalation.webhook;

import eu.vigil.node.escalation.plan.Channel;
import java.util.Optional;

/** Port: the secrets of channels, looked up for every attempt so that a new secret needs no restart. */
@FunctionalInterface
public interface ChannelSecrets {
    /** The channel's secret. */
    ChannelSecret of(Channel channel);

    /** The secret by which the far end signs what it sends to us. */
    default ChannelSecret inbound(Channel channel) {
        return new ChannelSecret.None();
    }

    /** Why nothing can be sent through a channel with the secret that it has; empty if it can. */
    default Optional<String> fault(Channel channel) {
        return Dialect.of(channel.format()).fault(of(channel));
    }
}
