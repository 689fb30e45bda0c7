package eu.vigil.node.journal;

/**
 * Where a leaf stands for ever.
 *
 * @param epoch of the log, from 1; each is a tree of its own
 * @param index in that tree, from 0
 */
public record LeafPosition(PairLogId log, int epoch, long index) {}
