package eu.vigil.node.journal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import eu.vigil.pki.log.Head;
import eu.vigil.pki.log.HeadReading;
import eu.vigil.pki.log.Lineage;
import eu.vigil.pki.log.Proofs;
import eu.vigil.pki.log.TreeHash;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.Receipt;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pair logs over their rows, for one transaction or one snapshot.
 *
 * <p>New leaves are held until the batch ends and then written at once. Nothing here signs what is not committed.
 */
public final class KeptPairLogs implements PairLogs {
    private static final int FIRST_EPOCH = 1;

    private final LogRows rows;
    private final WitnessRows witnessed;
    private final LogKeeper keeper;
    private final Map<PairLogId, GrowingLog> grown = new LinkedHashMap<>();

    /** The logs as the rows of one transaction show them. */
    public KeptPairLogs(LogRows rows, WitnessRows witnessed, LogKeeper keeper) {
        this.rows = rows;
        this.witnessed = witnessed;
        this.keeper = keeper;
    }

    @Override
    public LeafPosition append(PairLogId log, Leaf leaf) {
        if (!leaf.getPeer().equals(log.peer().value())) {
            throw new IllegalArgumentException("leaf.peer: '%s' in the log for %s".formatted(leaf.getPeer(), log));
        }
        GrowingLog growing = grown.computeIfAbsent(log, this::grow);
        return new LeafPosition(log, growing.epoch(), growing.append(leaf.toByteString()));
    }

    private GrowingLog grow(PairLogId log) {
        return new GrowingLog(rows.newest(log).orElseGet(() -> rows.begin(log, FIRST_EPOCH)), rows);
    }

    @Override
    public Receipts endBatch(Instant at) {
        grown.forEach((id, log) -> {
            if (!rows.grow(log.before(), log.added(), log.root(), at)) {
                throw new IllegalStateException("somebody else wrote the log for " + id);
            }
        });
        return new BatchReceipts(grown, keeper);
    }

    @Override
    public Optional<Receipt> receipt(LeafPosition position) {
        GrowingLog growing = grown.get(position.log());
        if (growing != null && growing.has(position)) {
            return Optional.empty();
        }
        UnsignedReceipt receipt = earlier(position);
        return Optional.of(receipt.signed(keeper.signer().sign(receipt.head())));
    }

    private UnsignedReceipt earlier(LeafPosition position) {
        LogRows.Tree tree = rows.find(position.log(), position.epoch()).orElseThrow(() -> notCommitted(position));
        LogRows.Tree then = rows.atBatchOf(tree, position.index()).orElseThrow(() -> notCommitted(position));
        ByteString leaf = rows.leaves(tree, position.index(), 1).getFirst();
        List<TreeHash> proof = Proofs.inclusion(position.index(), then.size(), ids -> rows.nodes(tree, ids));
        return new UnsignedReceipt(leaf, position.index(), proof, head(position.log(), then));
    }

    private static IllegalArgumentException notCommitted(LeafPosition position) {
        return new IllegalArgumentException("no committed leaf at %s".formatted(position));
    }

    private Head head(PairLogId log, LogRows.Tree tree) {
        return new Head(keeper.own(log, tree.epoch()).text(), tree.size(), tree.root());
    }

    @Override
    public Optional<HeadReading.Signed> head(PairLogId log) {
        return rows.newest(log)
                .filter(tree -> tree.size() > 0)
                .map(tree -> head(log, tree))
                .map(head -> new HeadReading.Signed(head, keeper.signer().sign(head)));
    }

    @Override
    public long size(PairLogId log) {
        return rows.newest(log).map(LogRows.Tree::size).orElse(0L);
    }

    @Override
    public List<Leaf> leaves(PairLogId log, long from, int most) {
        return rows.newest(log).map(tree -> rows.leaves(tree, from, most)).orElseGet(List::of).stream()
                .map(KeptPairLogs::leaf)
                .toList();
    }

    private static Leaf leaf(ByteString bytes) {
        try {
            return Leaf.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the log holds a leaf that is none", e);
        }
    }

    @Override
    public Optional<ConsistencyProof> consistency(PairLogId log, long from, long to) {
        return rows.newest(log)
                .filter(tree -> from >= 1 && from <= to && to <= tree.size())
                .map(tree -> ConsistencyProof.newBuilder()
                        .setFrom(from)
                        .setTo(to)
                        .addAllProof(Proofs.consistency(from, to, ids -> rows.nodes(tree, ids)).stream()
                                .map(TreeHash::bytes)
                                .toList())
                        .build());
    }

    @Override
    public Optional<HeadReading.Signed> witnessed(PairLogId log) {
        return witnessed.newest(log);
    }

    @Override
    public Lineage witness(PairLogId log, HeadReading.Signed shown, Optional<ConsistencyProof> proof, Instant at) {
        int epoch = epoch(log, shown.head());
        while (true) {
            Optional<HeadReading.Signed> known = witnessed.find(log, epoch);
            Lineage lineage = known.<Lineage>map(found -> Lineage.between(found.head(), shown.head(), proof))
                    .orElseGet(Lineage.Grown::new);
            if (kept(log, epoch, known, shown, proof, lineage, at)) {
                return lineage;
            }
        }
    }

    /** Does what the lineage asks; false if another replica was quicker and everything must be looked at again. */
    private boolean kept(
            PairLogId log,
            int epoch,
            Optional<HeadReading.Signed> known,
            HeadReading.Signed shown,
            Optional<ConsistencyProof> proof,
            Lineage lineage,
            Instant at) {
        return switch (lineage) {
            case Lineage.Grown() ->
                known.map(found -> witnessed.advance(log, epoch, found.head(), shown, at))
                        .orElseGet(() -> witnessed.first(log, epoch, shown, at));
            case Lineage.Forked _ -> {
                String before = known.orElseThrow().note();
                boolean oneSize =
                        known.orElseThrow().head().size() == shown.head().size();
                witnessed.forked(
                        log, new WitnessRows.Fork(before, shown.note(), oneSize ? Optional.empty() : proof), at);
                yield true;
            }
            case Lineage.Same(), Lineage.Earlier(), Lineage.Unproved _ -> true;
        };
    }

    private int epoch(PairLogId log, Head head) {
        String number = head.origin().substring(head.origin().lastIndexOf('/') + 1);
        if (number.matches("[1-9][0-9]{0,8}")) {
            int epoch = Integer.parseInt(number);
            if (keeper.theirs(log, epoch).text().equals(head.origin())) {
                return epoch;
            }
        }
        throw new IllegalArgumentException("%s is no log of %s for us".formatted(head.origin(), log));
    }
}
