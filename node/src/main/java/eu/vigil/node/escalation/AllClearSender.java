package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.Channel;
import java.util.concurrent.CompletionStage;

/** Port: one attempt to get an all-clear through a channel, on the very way that pages take. */
@FunctionalInterface
public interface AllClearSender {
    /**
     * Sends once; returns at once and completes within the attempt's time-out, never exceptionally.
     *
     * @param id constant over all attempts, so that the far end can drop duplicates
     */
    CompletionStage<Outcome> sendAllClear(Channel channel, PageId id, AllClearNotice notice);
}
