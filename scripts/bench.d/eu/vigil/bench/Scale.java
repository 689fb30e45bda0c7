package eu.vigil.bench;

/**
 * How often things are measured. By number and not by time: on a machine that others use too the same work is done, only later.
 *
 * @param warmUp requests that are not counted, after each start: the just-in-time compiler has much to read
 * @param flood requests of a flood that is counted
 * @param rounds how many such floods, of which the best counts
 * @param lone requests released one by one
 * @param starts how often a node is started
 * @param stored messages in the store for the last floods
 */
record Scale(int warmUp, int flood, int rounds, int lone, int starts, int stored) {
    /** About a minute on a machine of its own. */
    static final Scale QUICK = new Scale(6_000, 3_000, 2, 150, 2, 20_000);

    static final Scale FULL = new Scale(20_000, 15_000, 3, 500, 5, 1_000_000);
}
