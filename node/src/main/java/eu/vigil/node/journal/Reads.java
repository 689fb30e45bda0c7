package eu.vigil.node.journal;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What is committed can be read beside the journal, each time as one snapshot.
 *
 * @param <T> the ledger that is read; to write through it is a defect and fails
 */
@FunctionalInterface
public interface Reads<T> {
    /**
     * Asks {@code question} on a thread of the store and completes the stage there: go elsewhere before doing anything long.
     * The stage fails with {@link ReadUnavailable} if too much waits or the answer takes too long, else with what the question
     * threw.
     */
    <A> CompletionStage<A> read(Function<? super T, ? extends A> question);
}
