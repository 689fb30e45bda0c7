package eu.vigil.pki.log;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A log in memory, grown as the journal grows one, beside the definition of RFC 9162 written down word for word to compare
 * with.
 */
final class ReferenceTree {
    final List<ByteString> leaves = new ArrayList<>();
    final Map<NodeId, TreeHash> stored = new HashMap<>();
    private final TreeGrowth growth = TreeGrowth.from(0, this::read);

    static ReferenceTree of(int size) {
        ReferenceTree tree = new ReferenceTree();
        for (int i = 0; i < size; i++) {
            tree.append(ByteString.copyFromUtf8("leaf " + i));
        }
        return tree;
    }

    void append(ByteString leaf) {
        long index = growth.size();
        leaves.add(leaf);
        List<TreeHash> closed = growth.append(leaf);
        for (int level = 0; level < closed.size(); level++) {
            NodeId node = new NodeId(level, index >>> level);
            if (node.closingLeaf() != index || stored.put(node, closed.get(level)) != null) {
                throw new AssertionError(node + " is not closed once, by leaf " + index);
            }
        }
    }

    List<TreeHash> read(List<NodeId> ids) {
        return ids.stream().map(stored::get).toList();
    }

    TreeHash grownRoot() {
        return growth.root();
    }

    /** MTH of RFC 9162 section 2.1.1 over the first {@code size} leaves. */
    TreeHash root(int size) {
        return size == 0 ? TreeHash.EMPTY_TREE : root(leaves.subList(0, size));
    }

    private static TreeHash root(List<ByteString> leaves) {
        if (leaves.size() == 1) {
            return TreeHash.ofLeaf(leaves.getFirst());
        }
        int left = Integer.highestOneBit(leaves.size() - 1);
        return TreeHash.ofNode(root(leaves.subList(0, left)), root(leaves.subList(left, leaves.size())));
    }
}
