package eu.vigil.node.escalation.webhook;

import eu.vigil.node.escalation.InboundHooks.Incoming;
import eu.vigil.node.escalation.plan.Channel;
import java.time.Instant;
import java.util.Optional;

/** How a format's far end tells of an acknowledgement. Nothing is read before its signature holds, and that is compared in constant time. */
interface InboundDialect {
    /** Checks and reads. */
    HookReading read(ChannelSecret secret, Incoming incoming, Instant now);

    /** The language in which a format's far end answers; empty if it has none. */
    static Optional<InboundDialect> of(Channel.Format format) {
        return switch (format) {
            case STANDARD_WEBHOOKS -> Optional.of(new StandardWebhooksInbound());
            case PAGERDUTY -> Optional.of(new PagerDutyInbound());
            case SLACK, NTFY -> Optional.empty();
        };
    }
}
