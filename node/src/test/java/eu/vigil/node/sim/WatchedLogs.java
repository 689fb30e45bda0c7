package eu.vigil.node.sim;

import eu.vigil.node.journal.LeafPosition;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.node.journal.PairLogs;
import eu.vigil.node.journal.Receipts;
import eu.vigil.pki.log.HeadReading;
import eu.vigil.pki.log.Lineage;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The same logs, and {@code seen} is told what is written. */
record WatchedLogs(PairLogs real, Consumer<Seen> seen) implements PairLogs {
    @Override
    public LeafPosition append(PairLogId log, Leaf leaf) {
        LeafPosition position = real.append(log, leaf);
        seen.accept(new Seen.Appended(log, position.index(), leaf.toByteString()));
        return position;
    }

    @Override
    public Receipts endBatch(Instant at) {
        return real.endBatch(at);
    }

    @Override
    public Optional<Receipt> receipt(LeafPosition position) {
        return real.receipt(position);
    }

    @Override
    public Optional<HeadReading.Signed> head(PairLogId log) {
        return real.head(log);
    }

    @Override
    public long size(PairLogId log) {
        return real.size(log);
    }

    @Override
    public List<Leaf> leaves(PairLogId log, long from, int most) {
        return real.leaves(log, from, most);
    }

    @Override
    public Optional<ConsistencyProof> consistency(PairLogId log, long from, long to) {
        return real.consistency(log, from, to);
    }

    @Override
    public Optional<HeadReading.Signed> witnessed(PairLogId log) {
        return real.witnessed(log);
    }

    @Override
    public Lineage witness(PairLogId log, HeadReading.Signed shown, Optional<ConsistencyProof> proof, Instant at) {
        Lineage lineage = real.witness(log, shown, proof, at);
        if (lineage instanceof Lineage.Grown) {
            seen.accept(new Seen.Witnessed(log, shown.head()));
        }
        return lineage;
    }
}
