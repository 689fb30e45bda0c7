package eu.vigil.node.escalation;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * Port: the journal, as escalation needs it.
 *
 * @param <T> the ledger it writes
 */
@FunctionalInterface
public interface Writes<T> {
    /**
     * Runs a unit in the journal's next transaction, perhaps twice, and completes once it is durable. Fails if the journal
     * is full or cannot write: then nothing of it is.
     */
    <R> CompletionStage<R> write(BiFunction<? super T, Instant, R> unit);
}
