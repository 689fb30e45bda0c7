package eu.vigil.node.escalation.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a page is tried again: 0, 2, 5, 10, 20 and 30 s after its first attempt, then every 60 s, without end.
 *
 * <p>Each interval counts from the beginning of the last attempt, so that a far end that was silent, or asked for patience, is
 * not met with a burst. {@code Retry-After} may postpone an attempt, but the last channel of a target is never silent for longer than 60 s.
 */
public final class Retries {
    /** Without a 2xx for this long after a page's first attempt the next channel starts beside it. */
    public static final Duration FAIL_OVER_AFTER = Duration.ofSeconds(15);

    /** The longest that a far end may ask us to wait. */
    public static final Duration RETRY_AFTER_MAX = Duration.ofHours(1);

    /** From the beginning of one attempt to that of the next: 0, 2, 5, 10, 20 and 30 s in all. */
    private static final List<Duration> GAPS = List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10));

    private static final Duration STEADY = Duration.ofSeconds(60);

    private Retries() {}

    /**
     * The instant of the next attempt, never before {@code now}.
     *
     * @param attempts made so far, at least 1
     * @param last when the last began
     * @param now when the last ended
     * @param retryAfter what the far end asked for
     * @param lastChannel true if the target has no further channel
     */
    public static Instant next(
            int attempts, Instant last, Instant now, Optional<Duration> retryAfter, boolean lastChannel) {
        Instant planned = last.plus(attempts <= GAPS.size() ? GAPS.get(attempts - 1) : STEADY);
        Duration most = lastChannel ? STEADY : RETRY_AFTER_MAX;
        Instant asked = retryAfter
                .map(wanted -> now.plus(wanted.compareTo(most) > 0 ? most : wanted))
                .orElse(now);
        return asked.isAfter(planned) ? asked : planned;
    }
}
