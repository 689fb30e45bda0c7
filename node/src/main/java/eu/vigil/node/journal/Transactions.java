package eu.vigil.node.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The journal's port to a store: transactions of its single writer. One at a time, from one thread.
 *
 * @param <T> what units write through
 */
public interface Transactions<T> {
    /** The instant of the newest committed batch; {@link Instant#EPOCH} before the first. */
    Instant newestInstant();

    /** Begins a transaction. */
    Open<T> begin();

    /** Whether this exception says that the storage itself is at fault, so that nothing further may be promised. */
    boolean isStorageFault(Throwable thrown);

    /** Whether this exception says that there is no room: nothing was written, and it may be once somebody has made room. */
    default boolean isFull(Throwable thrown) {
        return false;
    }

    /** Called when all of a batch is told, before the next one: for what the store has to do when nobody waits for it. Never throws. */
    default void betweenBatches() {}

    /**
     * A transaction that has begun.
     *
     * @param <T> what units write through
     */
    interface Open<T> {
        /** What units write through, until the end of this transaction. */
        T ledger();

        /** Ends the transaction, recording {@code at} as the instant of the newest batch. Only {@link Commit.Durable} is a yes. */
        Commit commit(Instant at);

        /** Ends the transaction as if it had never begun. */
        void rollback();
    }

    /** How a commit ended. */
    sealed interface Commit {
        /** It is on disk. */
        record Durable() implements Commit {}

        /** There was no room: nothing of it is on disk, as if it had never begun. */
        record NoRoom(Throwable cause) implements Commit {}

        /** What was to be written contradicts what is there: nothing of it is on disk, as if it had never begun. */
        record Contradicted(Throwable cause) implements Commit {}

        /** It failed, or nobody knows: after a failed fsync Linux may have marked the page clean. */
        record Unknown(@Nullable Throwable cause) implements Commit {}
    }
}
