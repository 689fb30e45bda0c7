package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.Channel;
import java.util.concurrent.CompletionStage;

/** Port: one attempt to get a notice through a channel. */
@FunctionalInterface
public interface PageSender {
    /**
     * Sends once; returns at once and completes within the attempt's time-out, never exceptionally.
     *
     * @param id constant over all attempts of a page, so that the far end can drop duplicates
     */
    CompletionStage<Outcome> send(Channel channel, PageId id, Notice notice);
}
