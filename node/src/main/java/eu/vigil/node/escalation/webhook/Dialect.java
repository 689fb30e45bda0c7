package eu.vigil.node.escalation.webhook;

import eu.vigil.node.escalation.PageId;
import eu.vigil.node.escalation.plan.Channel;
import java.time.Instant;
import java.util.Optional;

/**
 * The language of one format. It decides what is posted and which answer means that it was taken; the way there is the same for all.
 * Third parties learn code, urgency, time left and link: what else a notice holds is there only for channels that stay in the house.
 */
interface Dialect {
    /** Why a channel with this secret could say nothing; empty if it can. */
    Optional<String> fault(ChannelSecret secret);

    /**
     * What to post.
     *
     * @param id constant over all attempts of a page
     * @param at the instant of this attempt
     */
    default Writing write(Channel channel, ChannelSecret secret, PageId id, Saying saying, Instant at) {
        Optional<String> fault = fault(secret);
        return fault.isPresent() ? new Writing.Wrong(fault.get()) : post(channel, secret, id, saying, at);
    }

    /** The same, of a secret that has no fault. */
    Writing post(Channel channel, ChannelSecret secret, PageId id, Saying saying, Instant at);

    /** True if this status means that the far end has it. */
    default boolean takes(int status) {
        return status >= 200 && status < 300;
    }

    /** The language of a format. */
    static Dialect of(Channel.Format format) {
        return switch (format) {
            case STANDARD_WEBHOOKS -> new StandardWebhooksDialect();
            case PAGERDUTY -> new PagerDutyDialect();
            case SLACK -> new SlackDialect();
            case NTFY -> new NtfyDialect();
        };
    }
}
