package eu.vigil.pki.log;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;

/**
 * Recomputes a stored tree leaf by leaf and names every hash that is not what it must be.
 *
 * <p>Each stored hash is compared with the one computed from what is stored below it: the leaf's bytes, or its two halves. So a
 * difference is named where it is and does not spread over the rest of the tree; and if none is named, every root that
 * {@link #root} gave is that of exactly these leaves. Not safe for threads.
 */
public final class TreeAudit {
    private static final TreeHash NOTHING = TreeHash.EMPTY_TREE;

    private final List<TreeHash> edge;
    private long size;

    /**
     * Goes on behind {@code size} leaves.
     *
     * @param edge the stored hashes of {@link TreeGrowth#edge}
     */
    public TreeAudit(long size, List<TreeHash> edge) {
        this.size = size;
        this.edge = new ArrayList<>(edge);
    }

    /**
     * Takes the next leaf.
     *
     * @param nodes the stored hashes of all complete subtrees that it closes, its own first, joined
     * @return what is wrong with its row, in sentences; empty if nothing is
     */
    public List<String> next(ByteString leaf, ByteString nodes) {
        List<String> wrong = new ArrayList<>();
        int levels = Long.numberOfTrailingZeros(~size) + 1;
        boolean stored = nodes.size() == levels * TreeHash.BYTES;
        if (!stored) {
            wrong.add(
                    "its row holds %d bytes of hashes instead of %d".formatted(nodes.size(), levels * TreeHash.BYTES));
        }
        TreeHash hash = NOTHING;
        for (int level = 0; level < levels; level++) {
            TreeHash computed = level == 0 ? TreeHash.ofLeaf(leaf) : TreeHash.ofNode(edge.removeLast(), hash);
            hash = stored
                    ? new TreeHash(nodes.substring(level * TreeHash.BYTES, (level + 1) * TreeHash.BYTES))
                    : computed;
            if (!hash.equals(computed)) {
                wrong.add(
                        level == 0
                                ? "its bytes do not have the stored hash %s".formatted(hash)
                                : "the stored hash over leaves %d to %d is not that of its two halves"
                                        .formatted(size + 1 - (1L << level), size));
            }
        }
        edge.add(hash);
        size++;
        return wrong;
    }

    /** How many leaves there are. */
    public long size() {
        return size;
    }

    /** The root over all leaves so far. */
    public TreeHash root() {
        return size == 0 ? TreeHash.EMPTY_TREE : Span.fold(edge);
    }
}
