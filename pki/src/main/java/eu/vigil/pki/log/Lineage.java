package eu.vigil.pki.log;

import eu.vigil.protocol.wire.ConsistencyProof;
import java.util.List;
import java.util.Optional;

/** How two signed heads of one log stand to each other. */
public sealed interface Lineage {
    /** They are of the same tree. */
    record Same() implements Lineage {}

    /** The one shown is proved to have grown out of the one known: it takes its place. */
    record Grown() implements Lineage {}

    /** The one shown is proved to be an earlier state of the one known, which stays. */
    record Earlier() implements Lineage {}

    /** Nothing is known until the log proves that it only grew from the one size to the other. */
    record Unproved(long from, long to) implements Lineage {}

    /** They cannot both be of a log that only grows: one size with two roots, or a proof that fails. */
    record Forked(String why) implements Lineage {}

    /**
     * Compares two verified heads of one log.
     *
     * @param proof the log's answer for exactly these two sizes; one for other sizes counts as none
     * @throws IllegalArgumentException if the heads are of different logs
     */
    static Lineage between(Head known, Head shown, Optional<ConsistencyProof> proof) {
        if (!known.origin().equals(shown.origin())) {
            throw new IllegalArgumentException("heads of %s and of %s".formatted(known.origin(), shown.origin()));
        }
        if (known.size() == shown.size()) {
            return known.root().equals(shown.root())
                    ? new Same()
                    : new Forked("two heads of %d leaves have different roots".formatted(known.size()));
        }
        boolean grown = known.size() < shown.size();
        Head older = grown ? known : shown;
        Head newer = grown ? shown : known;
        if (older.size() == 0) {
            return grown ? new Grown() : new Earlier(); // out of nothing everything grows
        }
        return proof.filter(given -> given.getFrom() == older.size() && given.getTo() == newer.size())
                .map(given -> proved(older, newer, given, grown))
                .orElseGet(() -> new Unproved(older.size(), newer.size()));
    }

    private static Lineage proved(Head older, Head newer, ConsistencyProof proof, boolean grown) {
        if (proof.getProofList().stream().anyMatch(hash -> hash.size() != TreeHash.BYTES)) {
            return new Forked("the consistency proof has a hash that is not 32 bytes");
        }
        List<TreeHash> hashes = proof.getProofList().stream().map(TreeHash::new).toList();
        return switch (ProofCheck.consistency(older.size(), newer.size(), older.root(), newer.root(), hashes)) {
            case ProofCheck.Result.Holds() -> grown ? new Grown() : new Earlier();
            case ProofCheck.Result.Fails(var why) -> new Forked(why);
        };
    }
}
