package eu.vigil.pki.log;

import java.util.List;

/** Where the hashes of complete subtrees are kept. */
@FunctionalInterface
public interface Nodes {
    /** The hashes of these subtrees, in this order; all are complete in the tree at hand. At most 130 are asked at once. */
    List<TreeHash> read(List<NodeId> ids);
}
