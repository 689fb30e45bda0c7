package eu.vigil.node.store;

import com.google.protobuf.ByteString;
import eu.vigil.node.journal.LogRows;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.pki.log.NodeId;
import eu.vigil.pki.log.TreeHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Our pair logs' rows. A leaf's row holds the hashes of the complete subtrees that it closes, so that nodes need no table.
 *
 * @param tips what is known of their ends
 */
record SqliteLogRows(Handle handle, LogTips tips) implements LogRows {
    private static final Insertions.Table LEAVES =
            Insertions.Table.of("pair_leaf", "log_id", "leaf_index", "leaf", "nodes");
    private static final String TREE = "SELECT log_id, epoch, tree_size, root FROM pair_log";

    @Override
    public Optional<Tree> newest(PairLogId log) {
        return tips.newest(log).or(() -> {
            Optional<Tree> stored = handle.createQuery(
                            TREE + " WHERE network = :network AND peer = :peer ORDER BY epoch DESC LIMIT 1")
                    .bind("network", log.network())
                    .bind("peer", log.peer())
                    .map((row, _) -> tree(row))
                    .findOne();
            stored.ifPresent(tree -> tips.newest(log, tree));
            return stored;
        });
    }

    @Override
    public Optional<Tree> find(PairLogId log, int epoch) {
        return handle.createQuery(TREE + " WHERE network = :network AND peer = :peer AND epoch = :epoch")
                .bind("network", log.network())
                .bind("peer", log.peer())
                .bind("epoch", epoch)
                .map((row, _) -> tree(row))
                .findOne();
    }

    @Override
    public Tree begin(PairLogId log, int epoch) {
        handle.createUpdate("INSERT INTO pair_log (log_id, network, peer, epoch, tree_size, root)"
                        + " SELECT COALESCE(MAX(log_id), 0) + 1, :network, :peer, :epoch, 0, :root FROM pair_log")
                .bind("network", log.network())
                .bind("peer", log.peer())
                .bind("epoch", epoch)
                .bind("root", TreeHash.EMPTY_TREE.bytes())
                .execute();
        Tree begun = find(log, epoch).orElseThrow();
        tips.newest(log, begun);
        return begun;
    }

    @Override
    public boolean grow(Tree before, List<NewLeaf> leaves, TreeHash root, Instant at) {
        long size = before.size() + leaves.size();
        int grown = handle.createUpdate("UPDATE pair_log SET tree_size = :size, root = :root"
                        + " WHERE log_id = :log AND tree_size = :before AND root = :beforeRoot")
                .bind("size", size)
                .bind("root", root.bytes())
                .bind("log", before.row())
                .bind("before", before.size())
                .bind("beforeRoot", before.root().bytes())
                .execute();
        if (grown == 0) {
            return false;
        }
        Insertions added = new Insertions(handle, LEAVES);
        Map<Long, ByteString> closed = new HashMap<>();
        for (NewLeaf leaf : leaves) {
            ByteString nodes = joined(leaf.closed());
            closed.put(leaf.index(), nodes);
            added.add(before.row(), leaf.index(), leaf.leaf(), nodes);
        }
        added.write();
        handle.createUpdate("INSERT INTO pair_head (log_id, tree_size, root, at) VALUES (:log, :size, :root, :at)")
                .bind("log", before.row())
                .bind("size", size)
                .bind("root", root.bytes())
                .bind("at", at)
                .execute();
        tips.grown(new Tree(before.row(), before.epoch(), size, root), closed);
        return true;
    }

    @Override
    public List<TreeHash> nodes(Tree tree, List<NodeId> ids) {
        Map<Long, ByteString> rows = new HashMap<>();
        Set<Long> unknown = new TreeSet<>();
        for (NodeId id : ids) {
            ByteString closed = tips.closedBy(tree, id.closingLeaf());
            if (closed == null) {
                unknown.add(id.closingLeaf());
            } else {
                rows.put(id.closingLeaf(), closed);
            }
        }
        if (!unknown.isEmpty()) {
            handle.createQuery(
                            "SELECT leaf_index, nodes FROM pair_leaf WHERE log_id = :log AND leaf_index IN (<leaves>)")
                    .bind("log", tree.row())
                    .bindList("leaves", unknown)
                    .map((row, _) -> Map.entry(row.getLong(1), ByteString.copyFrom(row.getBytes(2))))
                    .forEach(row -> rows.put(row.getKey(), row.getValue()));
        }
        return ids.stream().map(id -> node(rows, id)).toList();
    }

    @Override
    public List<ByteString> leaves(Tree tree, long from, int most) {
        return handle.createQuery("SELECT leaf FROM pair_leaf WHERE log_id = :log AND leaf_index >= :from"
                        + " ORDER BY leaf_index LIMIT :most")
                .bind("log", tree.row())
                .bind("from", from)
                .bind("most", most)
                .mapTo(ByteString.class)
                .list();
    }

    @Override
    public Optional<Tree> atBatchOf(Tree tree, long index) {
        return handle.createQuery("SELECT log_id, CAST(:epoch AS INTEGER), tree_size, root FROM pair_head"
                        + " WHERE log_id = :log AND tree_size > :index ORDER BY tree_size LIMIT 1")
                .bind("epoch", tree.epoch())
                .bind("log", tree.row())
                .bind("index", index)
                .map((row, _) -> tree(row))
                .findOne();
    }

    private static Tree tree(ResultSet row) throws SQLException {
        return new Tree(
                row.getLong(1), row.getInt(2), row.getLong(3), new TreeHash(ByteString.copyFrom(row.getBytes(4))));
    }

    private static ByteString joined(List<TreeHash> hashes) {
        return ByteString.copyFrom(hashes.stream().map(TreeHash::bytes).toList());
    }

    private static TreeHash node(Map<Long, ByteString> rows, NodeId id) {
        ByteString nodes = rows.get(id.closingLeaf());
        if (nodes == null) {
            throw new IllegalStateException("%s is not in the log".formatted(id));
        }
        int at = id.level() * TreeHash.BYTES;
        return new TreeHash(nodes.substring(at, at + TreeHash.BYTES));
    }
}
