package eu.vigil.bench;

import java.time.Duration;

/**
 * How often things are measured. Each count ends at its time limit too: on a machine that others use less is measured, and the run still
 * ends.
 *
 * @param warmUp requests that are not counted, after each start: the just-in-time compiler has much to read
 * @param warmUpMax how long they may take
 * @param flood requests of a flood that is counted
 * @param floodMax how long it may take
 * @param rounds how many such floods, of which the best counts
 * @param lone requests released one by one
 * @param starts how often a node is started
 * @param stored messages in the store for the last floods
 */
record Scale(
        int warmUp, Duration warmUpMax, int flood, Duration floodMax, int rounds, int lone, int starts, int stored) {
    /** Three to five minutes. */
    static final Scale QUICK =
            new Scale(25_000, Duration.ofSeconds(10), 2_000, Duration.ofSeconds(4), 2, 150, 1, 20_000);

    static final Scale FULL =
            new Scale(150_000, Duration.ofSeconds(120), 15_000, Duration.ofSeconds(15), 3, 1_000, 5, 1_000_000);
}
