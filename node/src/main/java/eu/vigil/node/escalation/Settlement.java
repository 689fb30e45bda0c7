package eu.vigil.node.escalation;

import java.time.Instant;

/**
 * How a claimed page stands after an attempt.
 *
 * @param state never {@link Page.State#CLAIMED}
 * @param at the instant of the next attempt for a page that waits again, of this writing for others
 * @param failOver what becomes of the target's next channel
 * @param result for the operator
 */
public record Settlement(Page.State state, Instant at, FailOver failOver, String result) {
    /** What becomes of the target's next channel. */
    public enum FailOver {
        /** It starts when it was going to, or has already. */
        AS_PLANNED,
        /** It starts at {@code at} unless it has already. */
        NOW,
        /** It need not start. */
        NOT_NEEDED
    }
}
