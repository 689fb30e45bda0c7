package eu.vigil.pki.log;

import java.util.ArrayList;
import java.util.List;

/** Makes the proofs of RFC 9162 from stored hashes: at most 2 log2 n of them are read, in one go, whatever the tree's size. */
public final class Proofs {
    private Proofs() {}

    /**
     * The proof that leaf {@code index} stands in the tree of {@code size} leaves, leaf to root (RFC 9162 section 2.1.3.1).
     *
     * @throws IllegalArgumentException unless 0 &lt;= index &lt; size
     */
    public static List<TreeHash> inclusion(long index, long size, Nodes nodes) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("inclusion: no leaf %d in a tree of %d".formatted(index, size));
        }
        List<Span> path = new ArrayList<>();
        path(index, new Span(0, size), path);
        return hashes(path, nodes);
    }

    /**
     * The proof that the tree of {@code to} leaves begins with that of {@code from} leaves (RFC 9162 section 2.1.4.1); empty for
     * equal sizes.
     *
     * @throws IllegalArgumentException unless 1 &lt;= from &lt;= to
     */
    public static List<TreeHash> consistency(long from, long to, Nodes nodes) {
        if (from < 1 || from > to) {
            throw new IllegalArgumentException("consistency: no growth from %d to %d leaves".formatted(from, to));
        }
        List<Span> path = new ArrayList<>();
        subproof(from, new Span(0, to), true, path);
        return hashes(path, nodes);
    }

    private static void path(long index, Span tree, List<Span> path) {
        if (tree.to() - tree.from() > 1) {
            long middle = tree.from() + tree.leftLeaves();
            Span left = new Span(tree.from(), middle);
            Span right = new Span(middle, tree.to());
            path(index, index < middle ? left : right, path);
            path.add(index < middle ? right : left);
        }
    }

    private static void subproof(long size, Span tree, boolean whole, List<Span> path) {
        if (size == tree.to()) {
            if (!whole) {
                path.add(tree);
            }
            return;
        }
        long middle = tree.from() + tree.leftLeaves();
        Span left = new Span(tree.from(), middle);
        Span right = new Span(middle, tree.to());
        if (size <= middle) {
            subproof(size, left, whole, path);
            path.add(right);
        } else {
            subproof(size, right, false, path);
            path.add(left);
        }
    }

    private static List<TreeHash> hashes(List<Span> spans, Nodes nodes) {
        List<List<NodeId>> parts = spans.stream().map(Span::nodes).toList();
        List<NodeId> ids = parts.stream().flatMap(List::stream).toList();
        List<TreeHash> read = ids.isEmpty() ? List.of() : nodes.read(ids);
        List<TreeHash> hashes = new ArrayList<>();
        int at = 0;
        for (List<NodeId> part : parts) {
            hashes.add(Span.fold(read.subList(at, at + part.size())));
            at += part.size();
        }
        return List.copyOf(hashes);
    }
}
