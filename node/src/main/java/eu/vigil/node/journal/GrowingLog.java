package eu.vigil.node.journal;

import com.google.protobuf.ByteString;
import eu.vigil.pki.log.NodeId;
import eu.vigil.pki.log.Proofs;
import eu.vigil.pki.log.TreeGrowth;
import eu.vigil.pki.log.TreeHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One pair log during a batch.
 *
 * <p>Holds all that its new leaves' proofs need: to the left of the batch only the edge of the tree before it, to the right
 * nothing that is not new. So a receipt costs no read.
 */
final class GrowingLog {
    private final LogRows.Tree before;
    private final TreeGrowth growth;
    private final Map<NodeId, TreeHash> nodes = new HashMap<>();
    private final List<LogRows.NewLeaf> added = new ArrayList<>();

    GrowingLog(LogRows.Tree before, LogRows rows) {
        this.before = before;
        this.growth = TreeGrowth.from(before.size(), ids -> remembered(ids, rows.nodes(before, ids)));
    }

    private List<TreeHash> remembered(List<NodeId> ids, List<TreeHash> hashes) {
        for (int i = 0; i < ids.size(); i++) {
            nodes.put(ids.get(i), hashes.get(i));
        }
        return hashes;
    }

    /** Adds a leaf and returns its index. */
    long append(ByteString leaf) {
        long index = growth.size();
        List<TreeHash> closed = growth.append(leaf);
        for (int level = 0; level < closed.size(); level++) {
            nodes.put(new NodeId(level, index >>> level), closed.get(level));
        }
        added.add(new LogRows.NewLeaf(index, leaf, closed));
        return index;
    }

    LogRows.Tree before() {
        return before;
    }

    int epoch() {
        return before.epoch();
    }

    List<LogRows.NewLeaf> added() {
        return added;
    }

    long size() {
        return growth.size();
    }

    TreeHash root() {
        return growth.root();
    }

    /** Whether the batch added this leaf. */
    boolean has(LeafPosition position) {
        return position.epoch() == epoch() && position.index() >= before.size() && position.index() < growth.size();
    }

    ByteString leaf(long index) {
        return added.get(Math.toIntExact(index - before.size())).leaf();
    }

    /** The proof that a leaf of the batch stands in the tree at its end. */
    List<TreeHash> inclusion(long index) {
        return Proofs.inclusion(
                index, growth.size(), ids -> ids.stream().map(nodes::get).toList());
    }
}
