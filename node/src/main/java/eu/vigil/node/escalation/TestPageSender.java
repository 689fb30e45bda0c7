package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.Channel;
import java.util.concurrent.CompletionStage;

/** Port: one attempt to get a test page through a channel, on the very way that pages take. */
@FunctionalInterface
public interface TestPageSender {
    /** Sends once; returns at once and completes within the attempt's time-out, never exceptionally. */
    CompletionStage<Outcome> sendTest(Channel channel, PageId id, TestNotice notice);
}
