package eu.vigil.node.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import eu.vigil.node.casework.Messages;
import eu.vigil.node.casework.SearchRows;
import eu.vigil.node.casework.StoredMessage;
import eu.vigil.node.journal.LeafPosition;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The book of messages in SQL.
 *
 * @param rows that this transaction adds
 * @param receipts that it adds
 * @param searchWaiting those of this transaction whose words are to be kept
 */
record SqliteMessages(
        Handle handle,
        CaseKeys keys,
        ParticipantId self,
        Insertions rows,
        Insertions receipts,
        Insertions searchWaiting)
        implements Messages {
    static final Insertions.Table ROWS = Insertions.Table.of(
            "message",
            "network",
            "sender",
            "message_id",
            "recipient",
            "case_ref",
            "kind",
            "at",
            "decision",
            "log_epoch",
            "leaf_index",
            "digest",
            "sealed_signed_data");

    static final Insertions.Table RECEIPTS =
            Insertions.Table.replacing(List.of("network", "message_id"), "receipt", "network", "message_id", "receipt");

    static final Insertions.Table SEARCH_WAITING =
            Insertions.Table.of("search_waiting", "network", "sender", "message_id");

    private static final String SIGNED_DATA = "message.signed_data";

    @Override
    public void insert(StoredMessage message) {
        message.caseRef().ifPresent(keys::findOrMake);
        rows.add(
                message.network(),
                message.sender(),
                message.id(),
                message.recipient(),
                message.caseRef().orElse(null),
                message.kind(),
                message.at(),
                message.decision().name(),
                message.position().epoch(),
                message.position().index(),
                message.digest(),
                message.caseRef()
                        .map(caseRef -> keys.protect(caseRef, SIGNED_DATA, message.signedData()))
                        .orElse(null));
        if (message.caseRef().isPresent() && message.decision() == Decision.ACCEPTED) {
            searchWaiting.add(message.network(), message.sender(), message.id());
        }
    }

    @Override
    public Optional<Claim> claim(NetworkId network, ParticipantId sender, MessageId id) {
        rows.writeIfNamed(id);
        return handle.createQuery("""
                        SELECT digest, log_epoch, leaf_index, recipient FROM message
                        WHERE network = :network AND sender = :sender AND message_id = :id
                        """)
                .bind("network", network)
                .bind("sender", sender)
                .bind("id", id)
                .map(row -> new Claim(
                        row.getColumn("digest", ByteString.class),
                        position(row, network, sender, row.getColumn("recipient", ParticipantId.class))))
                .findOne();
    }

    @Override
    public Optional<String> kind(NetworkId network, MessageId id) {
        rows.writeIfNamed(id);
        return handle.createQuery("""
                        SELECT kind FROM message WHERE network = :network AND sender = :self AND message_id = :id
                        """)
                .bind("network", network)
                .bind("self", self)
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
    }

    @Override
    public Optional<StoredMessage> find(NetworkId network, ParticipantId sender, MessageId id) {
        rows.writeIfNamed(id);
        return handle.createQuery("""
                        SELECT * FROM message
                        WHERE network = :network AND sender = :sender AND message_id = :id AND case_ref IS NOT NULL
                        """)
                .bind("network", network)
                .bind("sender", sender)
                .bind("id", id)
                .map(row -> message(row, row.getColumn("case_ref", CaseRef.class)))
                .findOne();
    }

    /** A message of ours that belongs to a case. */
    Optional<StoredMessage> sent(NetworkId network, MessageId id) {
        return find(network, self, id);
    }

    @Override
    public List<StoredMessage> ofCase(NetworkId network, CaseRef caseRef) {
        rows.write();
        return handle.createQuery("""
                        SELECT * FROM message WHERE case_ref = :case AND network = :network
                        ORDER BY at, log_epoch, leaf_index
                        """)
                .bind("case", caseRef)
                .bind("network", network)
                .map(row -> message(row, caseRef))
                .list();
    }

    /** Those whose words are not kept yet, the longest waiting first. */
    List<SearchRows.Unsearched> unsearched(int most) {
        rows.write();
        searchWaiting.write();
        return handle.createQuery("""
                        SELECT * FROM search_waiting JOIN message USING (network, sender, message_id)
                        ORDER BY waiting_number LIMIT :most
                        """)
                .bind("most", most)
                .map(row -> new SearchRows.Unsearched(
                        row.getColumn("waiting_number", Long.class),
                        message(row, row.getColumn("case_ref", CaseRef.class))))
                .list();
    }

    @Override
    public void receipted(NetworkId network, MessageId id, Receipt receipt) {
        receipts.add(network, id, receipt.toByteArray());
    }

    @Override
    public Optional<Receipt> receipt(NetworkId network, MessageId id) {
        receipts.writeIfNamed(id);
        return handle.createQuery("SELECT receipt FROM receipt WHERE network = :network AND message_id = :id")
                .bind("network", network)
                .bind("id", id)
                .mapTo(byte[].class)
                .findOne()
                .map(SqliteMessages::receipt);
    }

    private static Receipt receipt(byte[] stored) {
        try {
            return Receipt.parseFrom(stored);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("receipt.receipt holds no receipt", e);
        }
    }

    private StoredMessage message(StoreRow row, CaseRef caseRef) {
        NetworkId network = row.getColumn("network", NetworkId.class);
        ParticipantId sender = row.getColumn("sender", ParticipantId.class);
        ParticipantId recipient = row.getColumn("recipient", ParticipantId.class);
        return new StoredMessage(
                network,
                sender,
                recipient,
                row.getColumn("message_id", MessageId.class),
                Optional.of(caseRef),
                row.getColumn("kind", String.class),
                row.getColumn("at", Instant.class),
                Decision.valueOf(row.getColumn("decision", String.class)),
                position(row, network, sender, recipient),
                row.getColumn("digest", ByteString.class),
                ByteString.copyFrom(
                        keys.reveal(caseRef, SIGNED_DATA, row.getColumn("sealed_signed_data", byte[].class))));
    }

    /** The leaf stands in the log kept for whoever the other one is. */
    private LeafPosition position(StoreRow row, NetworkId network, ParticipantId sender, ParticipantId recipient) {
        ParticipantId peer = sender.equals(self) ? recipient : sender;
        return new LeafPosition(
                new PairLogId(network, peer),
                row.getColumn("log_epoch", Integer.class),
                row.getColumn("leaf_index", Long.class));
    }
}
