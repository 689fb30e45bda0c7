package eu.vigil.node.dispatch;

import eu.vigil.node.journal.Reads;
import eu.vigil.protocol.wire.Envelope;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sealed bytes of one peer's messages, read from the store: a few at a time, the most urgent first. A line that comes back after a day
 * wants hundreds at once, and the store turns away whoever asks when too many wait.
 *
 * @param <T> the ledger
 */
final class EnvelopeReads<T extends DispatchLedger> {
    /** With as many peers as a Union has States, half of what may wait at the store. */
    private static final int UNDER_WAY_MAX = 4;

    private static final Logger LOG = LoggerFactory.getLogger(EnvelopeReads.class);

    private final Reads<? extends T> reads;
    private final Executor lane;
    private final PriorityQueue<Wanted> waiting = new PriorityQueue<>(Wanted.FIRST);
    private int underWay;

    /** Reads for whoever runs on {@code lane}, where it also answers. */
    EnvelopeReads(Reads<? extends T> reads, Executor lane) {
        this.reads = reads;
        this.lane = lane;
    }

    /** @param otherwise told if they cannot be read now */
    private record Wanted(OutboxRow row, Consumer<Envelope> then, Runnable otherwise) {
        /** The contract counts lanes from the most urgent on. */
        static final Comparator<Wanted> FIRST = Comparator.comparing((Wanted wanted) -> wanted.row.lane())
                .thenComparingLong(wanted -> wanted.row.leafIndex())
                .thenComparing(wanted -> wanted.row.id());
    }

    /** Goes on with the sealed bytes of a message, or without them if they cannot be read now. */
    void read(OutboxRow row, Consumer<Envelope> then, Runnable otherwise) {
        waiting.add(new Wanted(row, then, otherwise));
        readSome();
    }

    /** The link is gone for which they were to be read: those that wait are forgotten, and nobody is told. */
    void forget() {
        waiting.clear();
    }

    private void readSome() {
        while (underWay < UNDER_WAY_MAX && !waiting.isEmpty()) {
            Wanted next = waiting.remove();
            underWay++;
            reads.<Optional<Envelope>>read(ledger -> ledger.outbox()
                            .envelope(next.row().network(), next.row().id()))
                    .whenCompleteAsync(
                            (found, failure) -> answered(next, found == null ? Optional.empty() : found, failure),
                            lane);
        }
    }

    private void answered(Wanted wanted, Optional<Envelope> found, @Nullable Throwable failure) {
        underWay--;
        readSome();
        if (found.isPresent()) {
            wanted.then().accept(found.get());
        } else {
            LOG.atError().setCause(failure).addKeyValue("id", wanted.row().id()).log("sealed bytes not read");
            wanted.otherwise().run();
        }
    }
}
