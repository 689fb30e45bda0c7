package eu.vigil.pki.log;

import java.util.List;

/** Checks the proofs of RFC 9162. Sizes and indices are unsigned on the wire: what reads as negative here is too large and fails. */
public final class ProofCheck {
    private ProofCheck() {}

    /** What a proof shows. */
    public sealed interface Result {
        /** What it claims. */
        record Holds() implements Result {}

        /** Nothing: why, for the operator. */
        record Fails(String why) implements Result {}
    }

    /** Whether the proof shows that {@code leaf} is number {@code index} in the tree of {@code size} (RFC 9162 section 2.1.3.2). */
    public static Result inclusion(long index, long size, TreeHash leaf, List<TreeHash> proof, TreeHash root) {
        if (index < 0 || index >= size) {
            return new Result.Fails("no leaf %d in a tree of %d".formatted(index, size));
        }
        long node = index;
        long last = size - 1;
        TreeHash hash = leaf;
        for (TreeHash step : proof) {
            if (last == 0) {
                return new Result.Fails("the inclusion proof is too long");
            }
            if ((node & 1) == 1 || node == last) {
                hash = TreeHash.ofNode(step, hash);
                int skipped = Long.numberOfTrailingZeros(node);
                node >>>= skipped;
                last >>>= skipped;
            } else {
                hash = TreeHash.ofNode(hash, step);
            }
            node >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            return new Result.Fails("the inclusion proof is too short");
        }
        return hash.equals(root) ? new Result.Holds() : new Result.Fails("the inclusion proof leads to another root");
    }

    /**
     * Whether the proof shows that the tree of {@code to} leaves begins with that of {@code from} leaves (RFC 9162 section 2.1.4.2).
     * That every tree begins with the empty one says nothing and fails.
     */
    public static Result consistency(long from, long to, TreeHash fromRoot, TreeHash toRoot, List<TreeHash> proof) {
        if (from < 1 || from > to) {
            return new Result.Fails("no growth from %d to %d leaves".formatted(from, to));
        }
        if (from == to) {
            return proof.isEmpty() && fromRoot.equals(toRoot)
                    ? new Result.Holds()
                    : new Result.Fails("trees of one size differ, or come with a proof");
        }
        if (proof.isEmpty()) {
            return new Result.Fails("the consistency proof is empty");
        }
        boolean complete = Long.bitCount(from) == 1;
        int shared = Long.numberOfTrailingZeros(from);
        long node = (from - 1) >>> shared;
        long last = (to - 1) >>> shared;
        TreeHash older = complete ? fromRoot : proof.getFirst();
        TreeHash newer = older;
        for (TreeHash step : complete ? proof : proof.subList(1, proof.size())) {
            if (last == 0) {
                return new Result.Fails("the consistency proof is too long");
            }
            if ((node & 1) == 1 || node == last) {
                older = TreeHash.ofNode(step, older);
                newer = TreeHash.ofNode(step, newer);
                int skipped = Long.numberOfTrailingZeros(node);
                node >>>= skipped;
                last >>>= skipped;
            } else {
                newer = TreeHash.ofNode(newer, step);
            }
            node >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            return new Result.Fails("the consistency proof is too short");
        }
        if (!older.equals(fromRoot)) {
            return new Result.Fails("the consistency proof leads to another older root");
        }
        return newer.equals(toRoot)
                ? new Result.Holds()
                : new Result.Fails("the consistency proof leads to another newer root");
    }
}
