package eu.vigil.node.desk;

import eu.vigil.node.journal.Journal;
import eu.vigil.node.journal.Outcome;
import eu.vigil.node.journal.Priority;
import eu.vigil.node.journal.ReadUnavailable;
import eu.vigil.node.journal.Reads;
import eu.vigil.node.journal.Unit;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The books, for callers who can wait.
 *
 * @param <T> the ledger
 */
final class Ledgers<T extends DeskLedger> {
    private static final Duration WAIT_MAX = Duration.ofSeconds(8);
    private static final int RECORD_BYTES = 8192;

    private final Journal<T> journal;
    private final Reads<T> reads;
    private final Patience patience;

    Ledgers(Journal<T> journal, Reads<T> reads, Patience patience) {
        this.journal = journal;
        this.reads = reads;
        this.patience = patience;
    }

    /** Nothing was done, or nobody knows: the caller is told so. */
    static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unavailable(String why) {
            super(why, null, false, false);
        }
    }

    /** Asks and waits. Throws {@link Unavailable} if the store has no time. */
    <A> A read(Function<? super T, ? extends A> question) {
        return await(reading(question));
    }

    /** Asks; whoever is to know the answer may {@link #await} it, or go on with it on the store's thread. */
    <A> CompletionStage<A> reading(Function<? super T, ? extends A> question) {
        return reads.read(question);
    }

    /** Writes and waits until it is durable. Throws {@link Unavailable} if the journal did not take it. */
    <R> R write(Unit<? super T, R> unit, Priority priority) {
        return await(writing(unit, priority, _ -> {}));
    }

    /**
     * Writes; the stage ends when it is durable, or with {@link Unavailable} if the journal did not take it.
     *
     * @param then told as soon as it is durable, in the order of the commits and whether or not somebody still waits; must not block
     */
    <R> CompletionStage<R> writing(Unit<? super T, R> unit, Priority priority, Consumer<? super R> then) {
        return journal.submit(unit, priority, RECORD_BYTES, outcome -> switch (outcome) {
            case Outcome.Committed<R>(var result, var _) -> {
                then.accept(result);
                yield result;
            }
            case Outcome.NotTaken<R>(boolean stopping) ->
                throw new Unavailable(
                        stopping ? "the node is stopping" : "too much is waiting to be written, or the disk is full");
            case Outcome.Failed<R>(Throwable cause) ->
                throw new IllegalStateException("a unit of the desk failed", cause);
            case Outcome.Unknown<R>() ->
                throw new Unavailable("the store failed; it is not known whether it was written");
        });
    }

    /** Waits for what was begun here. Throws {@link Unavailable} if it did not end in time, and what it ended with. */
    <A> A await(CompletionStage<A> stage) {
        try {
            return patience.await(stage, WAIT_MAX);
        } catch (TimeoutException e) {
            throw new Unavailable("the store did not answer in %d s".formatted(WAIT_MAX.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the node is stopping");
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case ReadUnavailable why -> new Unavailable(why.getMessage());
                case RuntimeException defect -> defect;
                case Throwable other -> new CompletionException(other);
            };
        }
    }
}
