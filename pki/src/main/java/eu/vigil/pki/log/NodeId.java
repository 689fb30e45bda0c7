package eu.vigil.pki.log;

/**
 * A complete subtree: the {@code index}-th of those with 2^{@code level} leaves. Once complete it never changes.
 *
 * @param level 0 for a leaf, at most 62
 * @param index from 0
 */
public record NodeId(int level, long index) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public NodeId {
        if (level < 0 || level > 62 || index < 0) {
            throw new IllegalArgumentException("node: no level %d, index %d".formatted(level, index));
        }
    }

    /** The leaf whose arrival completes this subtree: its last one. */
    public long closingLeaf() {
        return ((index + 1) << level) - 1;
    }
}
