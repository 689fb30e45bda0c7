package eu.vigil.node.metrics;

import java.time.Instant;

/** Port: counts in the store, by indexes alone, however many requests have ended. */
@FunctionalInterface
public interface Tallies {
    /** The counts as of {@code now}. */
    Tally tally(Instant now);
}
