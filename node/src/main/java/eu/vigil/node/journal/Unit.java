package eu.vigil.node.journal;

import java.time.Instant;

/**
 * What one caller wants written: it happens wholly or not at all.
 *
 * <p>Runs on the journal's thread inside the batch's transaction. It may run twice, because a batch in which another unit
 * threw is rolled back and its units are run again one by one: it must have no effect but what it writes and returns. It
 * must not wait, and it tells nobody anything: the caller does that once the stage of {@link Journal#submit} says
 * {@link Outcome.Committed}.
 *
 * @param <T> the ledger it writes
 * @param <R> what the caller wants back
 */
@FunctionalInterface
public interface Unit<T, R> {
    /**
     * Writes.
     *
     * @param at the instant of the batch, in whole microseconds; never before that of an earlier batch, also over restarts
     */
    R write(T transaction, Instant at);
}
