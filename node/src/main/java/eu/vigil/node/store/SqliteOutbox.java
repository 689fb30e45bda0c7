package eu.vigil.node.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import eu.vigil.node.casework.StoredMessage;
import eu.vigil.node.dispatch.Outbox;
import eu.vigil.node.dispatch.OutboxRow;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Envelope;
import eu.vigil.protocol.wire.Lane;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The outbox in SQL.
 *
 * @param rows that this transaction adds
 * @param envelopes that it adds
 * @param messages where what was signed is kept
 */
record SqliteOutbox(Handle handle, CaseKeys keys, Insertions rows, Insertions envelopes, SqliteMessages messages)
        implements Outbox {
    static final Insertions.Table ROWS = Insertions.Table.of(
            "outbox",
            "network",
            "message_id",
            "peer",
            "case_ref",
            "lane",
            "leaf_index",
            "digest",
            "accepted_at",
            "expires_at",
            "attempted");
    static final Insertions.Table ENVELOPES =
            Insertions.Table.of("sent_envelope", "network", "message_id", "sealed_envelope");

    private static final String ENVELOPE = "outbox.envelope";

    @Override
    public void add(OutboxRow row, Envelope envelope) {
        rows.add(
                row.network(),
                row.id(),
                row.peer(),
                row.caseRef().orElse(null),
                row.lane().name(),
                row.leafIndex(),
                row.digest(),
                row.acceptedAt(),
                row.expiresAt(),
                row.attempted());
        envelopes.add(row.network(), row.id(), kept(row, envelope));
    }

    private byte[] kept(OutboxRow row, Envelope envelope) {
        return row.caseRef()
                .map(caseRef -> keys.protect(caseRef, ENVELOPE, envelope.toByteArray()))
                .orElseGet(envelope::toByteArray);
    }

    @Override
    public List<OutboxRow> waiting() {
        rows.write();
        return handle.createQuery("SELECT * FROM outbox WHERE ended_at IS NULL ORDER BY network, peer, leaf_index")
                .map(SqliteOutbox::row)
                .list();
    }

    @Override
    public Optional<Envelope> envelope(NetworkId network, MessageId id) {
        rows.writeIfNamed(id);
        envelopes.writeIfNamed(id);
        return handle.createQuery("""
                        SELECT case_ref, sealed_envelope FROM outbox JOIN sent_envelope USING (network, message_id)
                        WHERE network = :network AND message_id = :id
                        """)
                .bind("network", network)
                .bind("id", id)
                .map(row -> {
                    byte[] kept = row.getColumn("sealed_envelope", byte[].class);
                    return envelope(caseRef(row)
                            .map(caseRef -> keys.reveal(caseRef, ENVELOPE, kept))
                            .orElse(kept));
                })
                .findOne();
    }

    @Override
    public Optional<ByteString> signedData(NetworkId network, MessageId id) {
        return messages.sent(network, id).map(StoredMessage::signedData);
    }

    @Override
    public void sealedAgain(OutboxRow row, Envelope envelope) {
        envelopes.writeIfNamed(row.id());
        handle.createUpdate("""
                        UPDATE sent_envelope SET sealed_envelope = :sealed WHERE network = :network AND message_id = :id
                        """)
                .bind("sealed", kept(row, envelope))
                .bind("network", row.network())
                .bind("id", row.id())
                .execute();
    }

    @Override
    public boolean attempted(NetworkId network, MessageId id) {
        rows.writeIfNamed(id);
        return handle.createUpdate("""
                                UPDATE outbox SET attempted = TRUE
                                WHERE network = :network AND message_id = :id AND ended_at IS NULL
                                """).bind("network", network).bind("id", id).execute() == 1;
    }

    @Override
    public boolean end(NetworkId network, MessageId id, Instant at) {
        rows.writeIfNamed(id);
        return handle.createUpdate("""
                                UPDATE outbox SET ended_at = :at
                                WHERE network = :network AND message_id = :id AND ended_at IS NULL
                                """)
                        .bind("at", at)
                        .bind("network", network)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    private static OutboxRow row(StoreRow row) {
        return new OutboxRow(
                row.getColumn("network", NetworkId.class),
                row.getColumn("peer", ParticipantId.class),
                row.getColumn("message_id", MessageId.class),
                caseRef(row),
                Lane.valueOf(row.getColumn("lane", String.class)),
                row.getColumn("leaf_index", Long.class),
                row.getColumn("digest", ByteString.class),
                row.getColumn("accepted_at", Instant.class),
                row.getColumn("expires_at", Instant.class),
                row.getColumn("attempted", Boolean.class));
    }

    private static Optional<CaseRef> caseRef(StoreRow row) {
        return Optional.ofNullable(row.getColumn("case_ref", CaseRef.class));
    }

    private static Envelope envelope(byte[] plain) {
        try {
            return Envelope.parseFrom(plain);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("sent_envelope.envelope holds no envelope", e);
        }
    }
}
