package eu.vigil.node.escalation.webhook;

import eu.vigil.node.escalation.plan.Channel;

/** Port: the secrets of channels, looked up for every attempt so that a new secret needs no restart. */
@FunctionalInterface
public interface ChannelSecrets {
    /** The channel's secrets, or why there are none. */
    WebhookSecret.Reading of(Channel channel);
}
