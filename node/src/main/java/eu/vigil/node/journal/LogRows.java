package eu.vigil.node.journal;

import com.google.protobuf.ByteString;
import eu.vigil.pki.log.NodeId;
import eu.vigil.pki.log.TreeHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: the rows of our own pair logs. Leaves and heads are only ever added. */
public interface LogRows {
    /**
     * One epoch of a pair log as of its newest batch.
     *
     * @param row its number in the store
     * @param size leaves
     */
    record Tree(long row, int epoch, long size, TreeHash root) {}

    /**
     * A leaf to keep.
     *
     * @param closed the hashes of all complete subtrees that it closes, its own first
     */
    record NewLeaf(long index, ByteString leaf, List<TreeHash> closed) {}

    /** The newest epoch of a log; empty before its first leaf. */
    Optional<Tree> newest(PairLogId log);

    /** One epoch of a log. */
    Optional<Tree> find(PairLogId log, int epoch);

    /** Begins an epoch, without leaves. */
    Tree begin(PairLogId log, int epoch);

    /**
     * Adds a batch's leaves and its head, if the tree still has the size it had.
     *
     * @return false, with nothing added, if somebody else let it grow
     */
    boolean grow(Tree before, List<NewLeaf> leaves, TreeHash root, Instant at);

    /** The hashes of complete subtrees, in this order. */
    List<TreeHash> nodes(Tree tree, List<NodeId> ids);

    /** The exact bytes of at most {@code most} leaves from {@code from} on. */
    List<ByteString> leaves(Tree tree, long from, int most);

    /** The tree as it was at the end of the batch that wrote this leaf; empty if none is committed. */
    Optional<Tree> atBatchOf(Tree tree, long index);
}
