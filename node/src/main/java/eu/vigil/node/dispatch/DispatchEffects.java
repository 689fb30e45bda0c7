package eu.vigil.node.dispatch;

import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.Receipt;
import java.time.Instant;

/**
 * What an end of waiting means for the case; carried out inside the transaction that records it.
 *
 * @param <T> the ledger that the effect writes
 */
public interface DispatchEffects<T> {
    /** An attempt may have been made from now on. */
    void attempted(T ledger, OutboxRow row, Instant at);

    /** The peer has proved what it recorded and what it decided. */
    void receipted(T ledger, OutboxRow row, Leaf leaf, Receipt receipt, Instant at);

    /** Expired before any attempt: it never left. */
    void undeliverable(T ledger, OutboxRow row, Instant at);

    /** Expired after an attempt: only the peer knows; the attempts go on. */
    void outcomeUnknown(T ledger, OutboxRow row, Instant at);
}
