package eu.vigil.node.store;

import com.google.protobuf.ByteString;
import eu.vigil.node.casework.Drafts;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.casework.Writing;
import eu.vigil.node.casework.Writing.Approval;
import eu.vigil.node.casework.Writing.Hand;
import eu.vigil.protocol.form.Draft;
import eu.vigil.protocol.id.CaseRef;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Drafts in SQL.
 *
 * @param requests that they are of
 */
record SqliteDrafts(Handle handle, CaseKeys keys, SqliteRequests requests) implements Drafts {
    private static final String DRAFT = "draft.draft";
    private static final String HANDS = "draft.hands";
    private static final String APPROVAL = "draft.approval";
    /** The authentication tag of the text, which is sealed anew, with a nonce of its own, whenever anything of the row changes. */
    private static final String MARK = "substr(sealed_draft, -16)";

    @Override
    public void put(Writing writing) {
        CaseRef caseRef = writing.caseRef();
        handle.createUpdate("""
                        INSERT INTO draft (request_id, sealed_draft, sealed_hands, sealed_approval)
                        VALUES (:id, :draft, :hands, :approval)
                        ON CONFLICT (request_id) DO UPDATE SET sealed_draft = excluded.sealed_draft,
                            sealed_hands = excluded.sealed_hands, sealed_approval = excluded.sealed_approval
                        """)
                .bind("id", writing.request())
                .bind("draft", keys.protect(caseRef, DRAFT, writing.draft().bytes()))
                .bind("hands", keys.protect(caseRef, HANDS, bytes(writing.hands())))
                .bind(
                        "approval",
                        writing.approval()
                                .map(approval -> keys.protect(
                                        caseRef,
                                        APPROVAL,
                                        approval.content().concat(ByteString.copyFrom(bytes(List.of(approval.by()))))))
                                .orElse(null))
                .execute();
    }

    @Override
    public Optional<Kept> find(RequestRecord request) {
        return handle.createQuery("SELECT draft.*, %s AS mark FROM draft WHERE request_id = :id".formatted(MARK))
                .bind("id", request.id())
                .map(row -> kept(request, row))
                .findOne();
    }

    @Override
    public List<Waiting> ofCases(List<CaseRef> cases) {
        return handle
                .createQuery("""
                        SELECT request.*, draft.*, %s AS mark, wrapped
                        FROM request JOIN draft USING (request_id) JOIN case_key USING (case_ref)
                        WHERE request.case_ref IN (<cases>)
                        """.formatted(MARK))
                .bindList("cases", padded(cases))
                .map(row -> {
                    keys.met(row.getColumn("case_ref", CaseRef.class), row.getColumn("wrapped", byte[].class));
                    RequestRecord request = requests.request(row);
                    return new Waiting(request, kept(request, row));
                })
                .list()
                .stream()
                .sorted(Comparator.comparing(Waiting::request, SqliteRequests.OLDEST_FIRST)
                        .reversed())
                .toList();
    }

    /** To a power of two, by the last one again and again: a statement for each number would be a statement too many. */
    private static List<CaseRef> padded(List<CaseRef> cases) {
        List<CaseRef> padded = new ArrayList<>(cases);
        while (Integer.bitCount(padded.size()) > 1) {
            padded.add(cases.getLast());
        }
        return padded;
    }

    private Kept kept(RequestRecord request, StoreRow row) {
        return new Kept(writing(request, row), row.getColumn("mark", ByteString.class));
    }

    @Override
    public boolean take(Kept found) {
        return handle.createUpdate("DELETE FROM draft WHERE request_id = :id AND %s = :mark".formatted(MARK))
                        .bind("id", found.writing().request())
                        .bind("mark", found.mark())
                        .execute()
                == 1;
    }

    private Writing writing(RequestRecord request, StoreRow row) {
        CaseRef caseRef = request.caseRef();
        return new Writing(
                request.id(),
                caseRef,
                Draft.of(keys.reveal(caseRef, DRAFT, row.getColumn("sealed_draft", byte[].class))),
                Optional.ofNullable(row.getColumn("sealed_hands", byte[].class))
                        .map(hands -> hands(keys.reveal(caseRef, HANDS, hands)))
                        // Written by an earlier release, which kept the name in the history only.
                        .orElseGet(() -> List.of(new Hand("", "unknown"))),
                Optional.ofNullable(row.getColumn("sealed_approval", byte[].class))
                        .map(approval -> approval(keys.reveal(caseRef, APPROVAL, approval))));
    }

    private static Approval approval(byte[] plain) {
        ByteString bytes = ByteString.copyFrom(plain);
        return new Approval(
                hands(bytes.substring(Writing.CONTENT_BYTES).toByteArray()).getFirst(),
                bytes.substring(0, Writing.CONTENT_BYTES));
    }

    private static byte[] bytes(List<Hand> hands) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Hand hand : hands) {
                out.writeUTF(hand.id());
                out.writeUTF(hand.name());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static List<Hand> hands(byte[] plain) {
        List<Hand> hands = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain))) {
            while (in.available() > 0) {
                hands.add(new Hand(in.readUTF(), in.readUTF()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
        return hands;
    }
}
