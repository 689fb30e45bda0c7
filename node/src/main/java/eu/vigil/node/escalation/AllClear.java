package eu.vigil.node.escalation;

import java.time.Instant;
import java.util.Optional;

/**
 * One word to one channel that was paged: nobody need be called about the incident any more. It is written where the incident ends and
 * sent again until it is taken, but not for ever: nobody's life hangs on it.
 *
 * @param id also its {@code webhook-id}, constant over all attempts
 * @param key what makes it unique
 * @param at when the incident was acknowledged or closed
 * @param state where it stands
 * @param attempts begun so far; also the number of its claim, which is the fencing token
 * @param nextAttemptAt when it is to be claimed, if waiting
 * @param leaseUntil until when a claim holds, if claimed
 * @param lastResult for the operator
 */
public record AllClear(
        PageId id,
        Key key,
        Instant at,
        State state,
        int attempts,
        Instant nextAttemptAt,
        Optional<Instant> leaseUntil,
        Optional<String> lastResult) {
    /** What has happened. */
    public enum Why {
        /** Somebody has it. */
        ACKNOWLEDGED,
        /** The matter is over. */
        CLOSED
    }

    /** At most one has this key. */
    public record Key(IncidentCode incident, String channel, Why why) {}

    /** Where it stands. */
    public enum State {
        /** To be attempted at {@code nextAttemptAt}. */
        WAITING,
        /** Somebody attempts it under a lease; if the lease ends, it is attempted again. */
        CLAIMED,
        /** The channel has it. */
        DELIVERED,
        /** The channel will not have it, or did not take it for too long. */
        GIVEN_UP,
        /** A later one of the same incident and channel says more. */
        SUPERSEDED
    }

    /** One that waits for its first attempt. */
    public static AllClear waiting(PageId id, Key key, Instant at) {
        return new AllClear(id, key, at, State.WAITING, 0, at, Optional.empty(), Optional.empty());
    }
}
