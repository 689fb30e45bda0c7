package eu.vigil.node.journal;

/**
 * What became of a unit.
 *
 * @param <R> what the unit returns
 */
public sealed interface Outcome<R> {
    /**
     * It is on disk.
     *
     * @param receipts of the leaves that the unit appended
     */
    record Committed<R>(R result, Receipts receipts) implements Outcome<R> {}

    /** It was not taken, because too much waits, the disk is full or the node is stopping: nothing of it is written. */
    record NotTaken<R>(boolean stopping) implements Outcome<R> {}

    /** The unit threw: nothing of it is written, the others of its batch are not concerned. */
    record Failed<R>(Throwable cause) implements Outcome<R> {}

    /** The commit failed or nobody knows: tell nobody anything; the node stops, and reads its store again when it starts. */
    record Unknown<R>() implements Outcome<R> {}
}
