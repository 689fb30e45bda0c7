package eu.vigil.pki.log;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive leaves that hang under one node of some tree: {@code from} inclusive, {@code to} exclusive.
 *
 * <p>At the right edge of a tree such a node is not complete and is stored nowhere; it is folded from the complete ones in it.
 */
record Span(long from, long to) {
    /** The complete subtrees that make it up, the largest and leftmost first. */
    List<NodeId> nodes() {
        List<NodeId> nodes = new ArrayList<>();
        long at = from;
        while (at < to) {
            int level = 63 - Long.numberOfLeadingZeros(to - at);
            nodes.add(new NodeId(level, at >>> level));
            at += 1L << level;
        }
        return nodes;
    }

    /** Its hash, from those of {@link #nodes()}. */
    static TreeHash fold(List<TreeHash> hashes) {
        TreeHash folded = hashes.getLast();
        for (int i = hashes.size() - 2; i >= 0; i--) {
            folded = TreeHash.ofNode(hashes.get(i), folded);
        }
        return folded;
    }

    /** How many leaves hang under the left child: the largest power of two below their number, which is at least 2. */
    long leftLeaves() {
        return Long.highestOneBit(to - from - 1);
    }
}
