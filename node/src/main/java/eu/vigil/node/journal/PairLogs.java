package eu.vigil.node.journal;

import eu.vigil.pki.log.HeadReading;
import eu.vigil.pki.log.Lineage;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port: the logs that this node keeps, one for each peer and network, and what it has witnessed of its peers' logs for it (RFC 6962,
 * RFC 9162).
 */
public interface PairLogs {
    /** Appends a leaf; where it stands is known at once, its receipt only after the commit. */
    LeafPosition append(PairLogId log, Leaf leaf);

    /** Ends a batch: writes the new head of each log that was appended to. What it returns may be asked only after the commit. */
    Receipts endBatch(Instant at);

    /**
     * The receipt of a leaf that was committed in an earlier batch, the same bytes as then; empty for a leaf of this very batch, whose
     * receipt {@link #endBatch} will give.
     */
    Optional<Receipt> receipt(LeafPosition position);

    /** The newest committed head of a log, signed; empty before the first leaf. */
    Optional<HeadReading.Signed> head(PairLogId log);

    /** How many leaves the log has in its newest epoch. */
    long size(PairLogId log);

    /** The leaves from {@code from} on, at most {@code most}, in order. */
    List<Leaf> leaves(PairLogId log, long from, int most);

    /** The proof that the log only grew between two sizes; empty unless 0 &lt; from &lt;= to &lt;= size. */
    Optional<ConsistencyProof> consistency(PairLogId log, long from, long to);

    /** The newest head of the peer's log for us that we have verified; empty before the first. */
    Optional<HeadReading.Signed> witnessed(PairLogId log);

    /**
     * Holds a verified head of the peer's log against the newest witnessed one: what has grown takes its place, as the first does;
     * what has forked is kept as evidence and changes nothing else.
     *
     * @param proof the peer's answer, if it was asked
     */
    Lineage witness(PairLogId log, HeadReading.Signed shown, Optional<ConsistencyProof> proof, Instant at);
}
