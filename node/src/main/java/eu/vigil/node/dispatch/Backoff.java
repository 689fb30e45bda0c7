package eu.vigil.node.dispatch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next dial.
 *
 * @param first after the first failure
 * @param most however many failures there were
 */
public record Backoff(Duration first, Duration most) {
    /** 0.5 s doubling to 30 s. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    private static final int DOUBLINGS_MAX = 30;

    /**
     * The wait after {@code failures} in a row (at least 1): the doubled first wait, capped, less a random part of up to a half, so
     * that peers that lost the same network do not come back in step.
     */
    public Duration after(int failures, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(failures - 1, DOUBLINGS_MAX);
        long capped = Math.min(doubled, most.toMillis());
        return Duration.ofMillis(capped - random.nextLong(capped / 2 + 1));
    }
}
