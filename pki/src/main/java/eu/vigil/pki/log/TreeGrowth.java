package eu.vigil.pki.log;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;

/**
 * A tree while leaves are added: it holds only its complete subtrees from left to right, at most 63 hashes.
 *
 * <p>Not safe for threads.
 */
public final class TreeGrowth {
    private final List<TreeHash> edge;
    private long size;

    private TreeGrowth(long size, List<TreeHash> edge) {
        this.size = size;
        this.edge = new ArrayList<>(edge);
    }

    /** A tree of {@code size} leaves, to go on from what is stored of it. */
    public static TreeGrowth from(long size, Nodes nodes) {
        return new TreeGrowth(size, size == 0 ? List.of() : nodes.read(edge(size)));
    }

    /** The complete subtrees of a tree of this size, the largest and leftmost first. */
    public static List<NodeId> edge(long size) {
        return new Span(0, size).nodes();
    }

    /**
     * Adds a leaf.
     *
     * @return the hashes of all complete subtrees that it closes: its own, then that of two leaves if it is the second, and so on
     */
    public List<TreeHash> append(ByteString leaf) {
        List<TreeHash> closed = new ArrayList<>();
        TreeHash hash = TreeHash.ofLeaf(leaf);
        closed.add(hash);
        for (long full = size; (full & 1) == 1; full >>>= 1) {
            hash = TreeHash.ofNode(edge.removeLast(), hash);
            closed.add(hash);
        }
        edge.add(hash);
        size++;
        return List.copyOf(closed);
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
