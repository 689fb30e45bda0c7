package eu.vigil.node.store;

import com.google.protobuf.ByteString;
import eu.vigil.node.audit.AuditRows;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.pki.log.NodeId;
import eu.vigil.pki.log.TreeGrowth;
import eu.vigil.pki.log.TreeHash;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of the logs, read as they lie there. */
record SqliteAuditRows(Handle handle, ParticipantId self) implements AuditRows {
    @Override
    public Optional<Kept> log(long after) {
        return handle.createQuery("""
                        SELECT log_id, network, peer, epoch, tree_size, root FROM pair_log
                        WHERE log_id > :after ORDER BY log_id LIMIT 1
                        """)
                .bind("after", after)
                .map((row, _) -> new Kept(
                        row.getLong("log_id"),
                        pair(row, "peer"),
                        row.getInt("epoch"),
                        row.getLong("tree_size"),
                        bytes(row, "root")))
                .findOne();
    }

    @Override
    public List<LeafRow> leaves(Kept log, long from, int most) {
        return handle.createQuery("""
                        SELECT leaf_index, leaf, nodes FROM pair_leaf
                        WHERE log_id = :log AND leaf_index >= :from ORDER BY leaf_index LIMIT :most
                        """)
                .bind("log", log.row())
                .bind("from", from)
                .bind("most", most)
                .map((row, _) -> new LeafRow(row.getLong("leaf_index"), bytes(row, "leaf"), bytes(row, "nodes")))
                .list();
    }

    @Override
    public Optional<List<TreeHash>> edge(Kept log, long size) {
        List<TreeHash> edge = new ArrayList<>();
        for (NodeId id : size == 0 ? List.<NodeId>of() : TreeGrowth.edge(size)) {
            Optional<ByteString> nodes = leaves(log, id.closingLeaf(), 1).stream()
                    .filter(row -> row.index() == id.closingLeaf())
                    .map(LeafRow::nodes)
                    .findFirst();
            int at = id.level() * TreeHash.BYTES;
            if (nodes.isEmpty() || nodes.get().size() < at + TreeHash.BYTES) {
                return Optional.empty();
            }
            edge.add(new TreeHash(nodes.get().substring(at, at + TreeHash.BYTES)));
        }
        return Optional.of(edge);
    }

    @Override
    public List<HeadRow> heads(Kept log, long above, long upTo) {
        return handle.createQuery("""
                        SELECT tree_size, root, at FROM pair_head
                        WHERE log_id = :log AND tree_size > :above AND tree_size <= :upTo ORDER BY tree_size
                        """)
                .bind("log", log.row())
                .bind("above", above)
                .bind("upTo", upTo)
                .map((row, _) -> head(row))
                .list();
    }

    @Override
    public Optional<HeadRow> headUpTo(Kept log, long size) {
        return handle.createQuery("""
                        SELECT tree_size, root, at FROM pair_head
                        WHERE log_id = :log AND tree_size <= :size ORDER BY tree_size DESC LIMIT 1
                        """)
                .bind("log", log.row())
                .bind("size", size)
                .map((row, _) -> head(row))
                .findOne();
    }

    @Override
    public long leavesBeyond(Kept log, long size) {
        return handle.createQuery("SELECT COUNT(*) FROM pair_leaf WHERE log_id = :log AND leaf_index >= :size")
                .bind("log", log.row())
                .bind("size", size)
                .mapTo(Long.class)
                .one();
    }

    @Override
    public List<WitnessedRow> witnessed() {
        return handle.createQuery("""
                        SELECT w.network, w.peer, w.epoch, w.origin, w.tree_size, w.root, w.note,
                            (SELECT COUNT(*) FROM fork_evidence f WHERE f.network = w.network AND f.peer = w.peer) AS forks
                        FROM witnessed_head w ORDER BY w.network, w.peer, w.epoch
                        """)
                .map((row, _) -> new WitnessedRow(
                        pair(row, "peer"),
                        row.getInt("epoch"),
                        row.getString("origin"),
                        row.getLong("tree_size"),
                        bytes(row, "root"),
                        row.getString("note"),
                        row.getInt("forks")))
                .list();
    }

    @Override
    public List<ReceiptRow> receipts(NetworkId network, Optional<MessageId> after, int most) {
        return handle.createQuery("""
                        SELECT network, recipient, message_id, digest, receipt FROM receipt JOIN message USING (network, message_id)
                        WHERE network = :network AND sender = :self AND message_id > :after
                        ORDER BY message_id LIMIT :most
                        """)
                .bind("network", network)
                .bind("self", self)
                .bind("after", after.map(MessageId::bytes).orElse(ByteString.EMPTY))
                .bind("most", most)
                .map((row, _) -> new ReceiptRow(
                        pair(row, "recipient"),
                        MessageId.of(bytes(row, "message_id")),
                        bytes(row, "digest"),
                        bytes(row, "receipt")))
                .list();
    }

    @Override
    public Optional<NetworkId> networkAfter(Optional<NetworkId> network) {
        return handle.createQuery("SELECT network FROM message WHERE network > :after ORDER BY network LIMIT 1")
                .bind("after", network.map(NetworkId::value).orElse(""))
                .mapTo(NetworkId.class)
                .findOne();
    }

    private static HeadRow head(ResultSet row) throws SQLException {
        return new HeadRow(row.getLong("tree_size"), bytes(row, "root"), at(row));
    }

    private static Instant at(ResultSet row) throws SQLException {
        return StoreTypes.instant(row.getLong("at"));
    }

    private static PairLogId pair(ResultSet row, String peer) throws SQLException {
        return new PairLogId(new NetworkId(row.getString("network")), new ParticipantId(row.getString(peer)));
    }

    private static ByteString bytes(ResultSet row, String column) throws SQLException {
        return ByteString.copyFrom(row.getBytes(column));
    }
}
