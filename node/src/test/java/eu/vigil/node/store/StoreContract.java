package eu.vigil.node.store;

import eu.vigil.node.journal.Transactions;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every store must do: a room's contract extends this, and each database joins by one small subclass that opens it.
 *
 * <p>For example {@code abstract class PairLogsContract extends StoreContract} says what pair logs promise, and
 * {@code class SqlitePairLogsTest extends PairLogsContract} runs it.
 */
abstract class StoreContract {
    static final Instant NIGHT = Instant.parse("2026-03-29T01:10:00.000001Z");

    private OpenStore store;

    /** An empty store of this release's schema. */
    abstract OpenStore open();

    @BeforeEach
    final void openStore() {
        store = open();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    /** Runs {@code work} in a transaction of its own and commits it. */
    final <R> R written(Function<StoreTransaction, R> work) {
        Transactions.Open<StoreTransaction> open = store.begin();
        R result;
        try {
            result = work.apply(open.ledger());
        } catch (RuntimeException | Error e) {
            open.rollback();
            throw e;
        }
        if (open.commit(NIGHT) instanceof Transactions.Commit.Unknown(var cause)) {
            throw new AssertionError("not committed", cause);
        }
        return result;
    }

    /** Runs {@code work} in a transaction of its own and takes it back. */
    final <R> R takenBack(Function<StoreTransaction, R> work) {
        Transactions.Open<StoreTransaction> open = store.begin();
        try {
            return work.apply(open.ledger());
        } finally {
            open.rollback();
        }
    }

    /** What is committed, seen from outside the journal. */
    final <R> R read(Function<StoreTransaction, R> question) {
        return store.<R>read(question).toCompletableFuture().join();
    }

    final OpenStore store() {
        return store;
    }
}
