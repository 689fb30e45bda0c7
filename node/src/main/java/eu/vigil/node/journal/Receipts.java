package eu.vigil.node.journal;

import eu.vigil.protocol.wire.Receipt;

/** Makes the receipts of one batch. To be asked only once the batch is committed: the first question about a log signs its head. */
@FunctionalInterface
public interface Receipts {
    /**
     * The receipt of a leaf that the batch appended: a pure function of the leaf, its place, the batch's head and the log key, so that
     * it comes out the same after a crash.
     */
    Receipt of(LeafPosition position);
}
