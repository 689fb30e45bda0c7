package eu.vigil.node.dispatch;

import eu.vigil.node.journal.PairLogId;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.Receipt;
import java.time.Instant;

/**
 * What the books learn of what was sent, and of the peer's log of it; carried out inside the transaction that records it.
 *
 * @param <T> the ledger that the effect writes
 */
public interface DispatchEffects<T> {
    /** An attempt may have been made from now on. */
    void attempted(T ledger, OutboxRow row, Instant at);

    /** The peer has another key than the message was sealed for. */
    void sealedAgain(T ledger, OutboxRow row, Instant at);

    /** The peer has proved what it recorded and what it decided. */
    void receipted(T ledger, OutboxRow row, Leaf leaf, Receipt receipt, Instant at);

    /** Expired before any attempt: it never left. */
    void undeliverable(T ledger, OutboxRow row, Instant at);

    /** Expired after an attempt: only the peer knows; the attempts go on. */
    void outcomeUnknown(T ledger, OutboxRow row, Instant at);

    /** The peer has signed heads of its log for us that cannot both be true; the evidence is kept in the same transaction. */
    void logForked(T ledger, PairLogId log, Instant at);
}
