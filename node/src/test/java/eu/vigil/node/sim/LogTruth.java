package eu.vigil.node.sim;

import com.google.protobuf.ByteString;
import eu.vigil.pki.log.Head;
import eu.vigil.pki.log.TreeGrowth;
import eu.vigil.pki.log.TreeHash;
import eu.vigil.protocol.wire.Leaf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One pair log as it was committed, leaf by leaf, kept beside its node. */
final class LogTruth {
    private final List<ByteString> leaves = new ArrayList<>();
    private final List<TreeHash> roots = new ArrayList<>();
    private final Set<ByteString> received = new HashSet<>();
    private final TreeGrowth growth = TreeGrowth.from(0, _ -> List.of());

    /** Adds a leaf; false if its message was received before. */
    boolean add(ByteString bytes, Leaf leaf) {
        growth.append(bytes);
        leaves.add(bytes);
        roots.add(growth.root());
        return leaf.getType() != Leaf.Type.RECEIVED || received.add(leaf.getMessageId());
    }

    int size() {
        return leaves.size();
    }

    List<ByteString> leaves() {
        return leaves;
    }

    boolean has(long index, ByteString leaf) {
        return index < leaves.size() && leaves.get((int) index).equals(leaf);
    }

    boolean had(Head head) {
        return head.size() >= 1
                && head.size() <= roots.size()
                && roots.get((int) head.size() - 1).equals(head.root());
    }
}
