package eu.vigil.node.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.node.journal.WitnessRows;
import eu.vigil.pki.log.Head;
import eu.vigil.pki.log.HeadReading;
import eu.vigil.pki.log.TreeHash;
import eu.vigil.protocol.wire.ConsistencyProof;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the peers' logs for us have shown. */
record SqliteWitnessRows(Handle handle) implements WitnessRows {
    /** A peer may show as many forks as it likes; beyond these the evidence is plenty. */
    private static final int FORKS_MAX = 100;

    private static final String HEAD =
            "SELECT origin, tree_size, root, note FROM witnessed_head WHERE network = :network AND peer = :peer";

    @Override
    public Optional<HeadReading.Signed> newest(PairLogId log) {
        return of(log, handle.createQuery(HEAD + " ORDER BY epoch DESC LIMIT 1"))
                .map((row, _) -> signed(row))
                .findOne();
    }

    @Override
    public Optional<HeadReading.Signed> find(PairLogId log, int epoch) {
        return of(log, handle.createQuery(HEAD + " AND epoch = :epoch"))
                .bind("epoch", epoch)
                .map((row, _) -> signed(row))
                .findOne();
    }

    @Override
    public boolean first(PairLogId log, int epoch, HeadReading.Signed shown, Instant at) {
        return shown(
                                of(
                                        log,
                                        handle.createUpdate(
                                                "INSERT INTO witnessed_head (network, peer, epoch, origin, tree_size, root, note, at)"
                                                        + " VALUES (:network, :peer, :epoch, :origin, :size, :root, :note, :at)"
                                                        + " ON CONFLICT DO NOTHING")),
                                shown)
                        .bind("epoch", epoch)
                        .bind("origin", shown.head().origin())
                        .bind("at", at)
                        .execute()
                == 1;
    }

    @Override
    public boolean advance(PairLogId log, int epoch, Head known, HeadReading.Signed shown, Instant at) {
        return shown(
                                of(
                                        log,
                                        handle.createUpdate(
                                                "UPDATE witnessed_head SET tree_size = :size, root = :root, note = :note, at = :at"
                                                        + " WHERE network = :network AND peer = :peer AND epoch = :epoch"
                                                        + " AND tree_size = :knownSize AND root = :knownRoot")),
                                shown)
                        .bind("epoch", epoch)
                        .bind("knownSize", known.size())
                        .bind("knownRoot", known.root().bytes())
                        .bind("at", at)
                        .execute()
                == 1;
    }

    @Override
    public void forked(PairLogId log, Fork fork, Instant at) {
        of(
                        log,
                        handle.createUpdate(
                                "INSERT INTO fork_evidence (network, peer, known_note, shown_note, proof, at)"
                                        + " SELECT :network, :peer, :known, :shown, :proof, :at"
                                        + " WHERE (SELECT COUNT(*) FROM fork_evidence WHERE network = :network AND peer = :peer) < :most"
                                        + " ON CONFLICT DO NOTHING"))
                .bind("known", fork.knownNote())
                .bind("shown", fork.shownNote())
                .bindByType(
                        "proof",
                        fork.proof().map(ConsistencyProof::toByteString).orElse(null),
                        ByteString.class)
                .bind("at", at)
                .bind("most", FORKS_MAX)
                .execute();
    }

    @Override
    public List<Fork> forks(PairLogId log) {
        return of(
                        log,
                        handle.createQuery("SELECT known_note, shown_note, proof FROM fork_evidence"
                                + " WHERE network = :network AND peer = :peer ORDER BY at"))
                .map((row, _) -> new Fork(
                        row.getString(1),
                        row.getString(2),
                        Optional.ofNullable(row.getBytes(3)).map(this::proof)))
                .list();
    }

    private ConsistencyProof proof(byte[] bytes) {
        try {
            return ConsistencyProof.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("kept evidence cannot be read", e);
        }
    }

    private static <S extends SqlStatement<S>> S of(PairLogId log, S statement) {
        return statement.bind("network", log.network()).bind("peer", log.peer());
    }

    private static <S extends SqlStatement<S>> S shown(S statement, HeadReading.Signed shown) {
        return statement
                .bind("size", shown.head().size())
                .bind("root", shown.head().root().bytes())
                .bind("note", shown.note());
    }

    private static HeadReading.Signed signed(ResultSet row) throws SQLException {
        TreeHash root = new TreeHash(ByteString.copyFrom(row.getBytes(3)));
        return new HeadReading.Signed(new Head(row.getString(1), row.getLong(2), root), row.getString(4));
    }
}
