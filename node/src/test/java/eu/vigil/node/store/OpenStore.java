package eu.vigil.node.store;

import eu.vigil.node.journal.Reads;
import eu.vigil.node.journal.Transactions;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Any database's store in the hands of a contract test, with what must be cleaned up after it. */
record OpenStore(
        Transactions<StoreTransaction> transactions,
        Reads<StoreTransaction> reads,
        LongSupplier peopleChanges,
        Runnable cleanUp)
        implements AutoCloseable {
    Transactions.Open<StoreTransaction> begin() {
        return transactions.begin();
    }

    <A> CompletionStage<A> read(Function<? super StoreTransaction, ? extends A> question) {
        return reads.read(question);
    }

    @Override
    public void close() {
        cleanUp.run();
    }
}
