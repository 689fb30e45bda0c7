package eu.vigil.node.escalation;

import eu.vigil.node.journal.Journal;
import eu.vigil.node.journal.JournalLedger;
import eu.vigil.node.journal.Outcome.Committed;
import eu.vigil.node.journal.Outcome.Failed;
import eu.vigil.node.journal.Outcome.NotTaken;
import eu.vigil.node.journal.Outcome.Unknown;
import eu.vigil.node.journal.Priority;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * Escalation's writes through the journal, before its other traffic.
 *
 * @param <T> the ledger
 */
public final class JournalWrites<T extends JournalLedger> implements Writes<T> {
    /** A handful of short rows. */
    private static final int UNIT_BYTES = 4096;

    private final Journal<T> journal;

    /** Writes through {@code journal}. */
    public JournalWrites(Journal<T> journal) {
        this.journal = journal;
    }

    /** A unit was not written, or nobody knows. */
    public static final class NotWritten extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotWritten(String why) {
            super(why);
        }

        NotWritten(Throwable cause) {
            super(cause);
        }
    }

    @Override
    public <R> CompletionStage<R> write(BiFunction<? super T, Instant, R> unit) {
        return journal.<R>submit(unit::apply, Priority.PEOPLE, UNIT_BYTES).thenCompose(outcome -> switch (outcome) {
            case Committed<R> committed -> CompletableFuture.completedStage(committed.result());
            case NotTaken<R> notTaken ->
                CompletableFuture.failedStage(
                        new NotWritten(notTaken.stopping() ? "the journal is stopping" : "the journal is full"));
            case Failed<R> failed -> CompletableFuture.failedStage(new NotWritten(failed.cause()));
            case Unknown<R> _ -> CompletableFuture.failedStage(new NotWritten("the commit's outcome is unknown"));
        });
    }
}
