package eu.vigil.node.store;

import com.google.protobuf.InvalidProtocolBufferException;
import eu.vigil.node.casework.Drafts;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.wire.Message;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Drafts in SQL. */
record SqliteDrafts(Handle handle, CaseKeys keys) implements Drafts {
    private static final String DRAFT = "draft.draft";

    @Override
    public void put(MessageId request, CaseRef caseRef, Message draft) {
        handle.createUpdate("""
                        INSERT INTO draft (request_id, sealed_draft) VALUES (:id, :draft)
                        ON CONFLICT (request_id) DO UPDATE SET sealed_draft = excluded.sealed_draft
                        """)
                .bind("id", request)
                .bind("draft", keys.protect(caseRef, DRAFT, draft.toByteArray()))
                .execute();
    }

    @Override
    public Optional<Message> find(MessageId request) {
        return handle.createQuery("""
                        SELECT case_ref, sealed_draft FROM draft JOIN request USING (request_id) WHERE request_id = :id
                        """)
                .bind("id", request)
                .map(row -> draft(keys.reveal(
                        row.getColumn("case_ref", CaseRef.class), DRAFT, row.getColumn("sealed_draft", byte[].class))))
                .findOne();
    }

    private static Message draft(byte[] plain) {
        try {
            return Message.parseFrom(plain);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("draft.draft holds no message", e);
        }
    }

    @Override
    public void remove(MessageId request) {
        handle.createUpdate("DELETE FROM draft WHERE request_id = :id")
                .bind("id", request)
                .execute();
    }
}
