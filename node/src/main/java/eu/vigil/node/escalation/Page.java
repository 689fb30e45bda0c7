package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.Target;
import java.time.Instant;
import java.util.Optional;

/**
 * One series of attempts to reach one target over one channel for one step of one cycle.
 *
 * @param key what makes it unique
 * @param person key of who is called; empty for a channel that nobody in particular watches
 * @param dueAt when the plan wanted it
 * @param state where it stands
 * @param attempts begun so far; also the number of its claim, which is the fencing token
 * @param firstAttemptAt empty before the first
 * @param lastAttemptAt when the newest began; empty before the first
 * @param nextAttemptAt when it is to be claimed, if waiting
 * @param leaseUntil until when a claim holds, if claimed
 * @param failOverAt when the target's next channel starts beside it; empty if it has, or need not
 * @param lastResult for the operator
 */
public record Page(
        PageId id,
        Key key,
        Optional<String> person,
        Instant dueAt,
        State state,
        int attempts,
        Optional<Instant> firstAttemptAt,
        Optional<Instant> lastAttemptAt,
        Instant nextAttemptAt,
        Optional<Instant> leaseUntil,
        Optional<Instant> failOverAt,
        Optional<String> lastResult) {

    /** Planning again inserts nothing twice: at most one page has this key. */
    public record Key(IncidentCode incident, int cycle, int step, Target target, String channel) {}

    /** Where a page stands. */
    public enum State {
        /** To be attempted at {@code nextAttemptAt}. */
        WAITING,
        /** Somebody attempts it under a lease; if the lease ends, the outcome is unknown and it is attempted again. */
        CLAIMED,
        /** The channel answered 2xx. */
        DELIVERED,
        /** The channel will not have it (4xx); the next one starts at once. */
        REFUSED,
        /** A later cycle of its step calls in its place. */
        SUPERSEDED,
        /** The incident was acknowledged or closed first. */
        STOPPED
    }

    /** A page that waits for its first attempt. */
    public static Page waiting(PageId id, Key key, Optional<String> person, Instant dueAt, Instant at) {
        return new Page(
                id,
                key,
                person,
                dueAt,
                State.WAITING,
                0,
                Optional.empty(),
                Optional.empty(),
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
