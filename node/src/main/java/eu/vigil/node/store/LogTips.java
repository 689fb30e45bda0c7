package eu.vigil.node.store;

import com.google.protobuf.ByteString;
import eu.vigil.node.journal.LogRows;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.pki.log.NodeId;
import eu.vigil.pki.log.TreeGrowth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the pair logs end, as far as it is known: a log goes on from its newest tree and from the hashes on that tree's edge. */
final class LogTips {
    private final Map<PairLogId, LogRows.Tree> newest = new HashMap<>();
    /** By the log's number and the leaf that closes them. */
    private final Map<Long, Map<Long, ByteString>> edges = new HashMap<>();

    Optional<LogRows.Tree> newest(PairLogId log) {
        return Optional.ofNullable(newest.get(log));
    }

    void newest(PairLogId log, LogRows.Tree tree) {
        newest.put(log, tree);
    }

    /** The hashes that a leaf closes, one after the other. */
    @Nullable
    ByteString closedBy(LogRows.Tree tree, long leaf) {
        return edges.getOrDefault(tree.row(), Map.of()).get(leaf);
    }

    /** A log has grown: of what its leaves closed only the new edge is wanted again. */
    void grown(LogRows.Tree now, Map<Long, ByteString> closed) {
        Map<Long, ByteString> before = edges.getOrDefault(now.row(), Map.of());
        Map<Long, ByteString> edge = new HashMap<>();
        TreeGrowth.edge(now.size()).stream().map(NodeId::closingLeaf).forEach(leaf -> {
            ByteString hashes = closed.getOrDefault(leaf, before.get(leaf));
            if (hashes != null) {
                edge.put(leaf, hashes);
            }
        });
        edges.put(now.row(), edge);
        newest.replaceAll((_, tree) -> tree.row() == now.row() ? now : tree);
    }

    void forget() {
        newest.clear();
        edges.clear();
    }
}
