package eu.vigil.node.store;

import java.time.Duration;

/**
 * What reading may cost.
 *
 * @param readThreads platform threads and connections for reading
 * @param readTime how long one read may take before it is interrupted
 * @param readsWaitingMax reads that may wait for a thread; more are refused at once
 * @param busyTimeout how long a connection waits for another's lock on the file
 */
public record StoreLimits(int readThreads, Duration readTime, int readsWaitingMax, Duration busyTimeout) {
    /** What architecture.md sets: 4 threads, 2 s, and no endless queue. */
    public static final StoreLimits USUAL = new StoreLimits(4, Duration.ofSeconds(2), 256, Duration.ofSeconds(5));

    /** @throws IllegalArgumentException unless all are above zero */
    public StoreLimits {
        if (readThreads < 1 || readsWaitingMax < 1 || !readTime.isPositive() || !busyTimeout.isPositive()) {
            throw new IllegalArgumentException("store: limits must be above zero");
        }
    }
}
