package eu.vigil.node.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.CaseDetail;
import eu.vigil.node.operator.desk.CaseFilter;
import eu.vigil.node.operator.desk.CaseListing;
import eu.vigil.node.operator.desk.CaseSummary;
import eu.vigil.node.operator.desk.Desk;
import eu.vigil.node.operator.desk.DraftView;
import eu.vigil.node.operator.desk.LogFilter;
import eu.vigil.node.operator.desk.LogListing;
import eu.vigil.node.operator.desk.NodeStatus;
import eu.vigil.node.operator.desk.PageFilter;
import eu.vigil.node.operator.desk.PageListing;
import eu.vigil.node.operator.desk.PageView;
import eu.vigil.node.operator.desk.Paper;
import eu.vigil.node.operator.desk.Ping;
import eu.vigil.node.operator.desk.ReceiptProof;
import eu.vigil.node.operator.desk.TimelineEntry;
import eu.vigil.node.operator.desk.TimelineEntry.Happening;
import eu.vigil.node.operator.people.Person;
import eu.vigil.protocol.casework.Deadlines;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Leaf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A desk in memory, as casework's behaves: BE's, with one peer, FR. A form with no {@code facts} is invalid. */
public final class FakeDesk implements Desk {
    private static final NetworkId NETWORK = new NetworkId("EU-ART13");
    private static final ParticipantId PEER = new ParticipantId("FR");

    private final Map<CaseRef, CaseDetail> cases = new TreeMap<>(Comparator.reverseOrder());
    private final Instant now;
    private volatile boolean full;
    private volatile boolean broken;
    private volatile @Nullable CountDownLatch hanging;

    /** A desk whose time stands still. */
    public FakeDesk(Instant now) {
        this.now = now;
    }

    /** What every draft here is approved by. */
    public static final ByteString CONTENT = ByteString.copyFrom(new byte[32]);

    /** From now on the journal is full. */
    public void fillUp() {
        full = true;
    }

    /** From now on every question is a defect. */
    public void breakDown() {
        broken = true;
    }

    /** From now on {@link #status} waits for the latch. */
    public void hang(CountDownLatch until) {
        hanging = until;
    }

    /** Puts a request of the peer on the desk. */
    public CaseRef receive(String caseRef, Instant receivedAt) {
        CaseRef ref = new CaseRef(caseRef);
        CaseSummary summary = new CaseSummary(
                ref,
                Side.REQUESTED,
                NETWORK,
                PEER,
                "PreservationRequest",
                Header.Urgency.URGENT,
                RequestState.RECEIVED,
                receivedAt,
                receivedAt,
                Optional.of(receivedAt),
                Optional.of(Deadlines.feasibility(receivedAt, Deadlines.Term.EIGHT_HOURS)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                false);
        ReceiptProof proof = new ReceiptProof(
                ByteString.copyFromUtf8("leaf"),
                0,
                1,
                List.of(ByteString.copyFromUtf8("hash")),
                "be.eu-art13.vigil.internal/pair/fr/1\n1\nroot\n",
                ByteString.copyFromUtf8("key"));
        cases.put(
                ref,
                new CaseDetail(
                        summary,
                        tree("{\"header\":{\"caseRef\":\"" + ref + "\"}}"),
                        Optional.empty(),
                        List.of(),
                        List.of(new TimelineEntry(
                                receivedAt, Happening.RECEIVED, Optional.empty(), "", Optional.of(proof))),
                        List.of()));
        return ref;
    }

    @Override
    public synchronized Answer<CaseDetail> draft(String form, Person officer) {
        JsonNode request;
        try {
            request = new ObjectMapper().readTree(form);
        } catch (JsonProcessingException malformed) {
            return Answer.Invalid.of("", "not JSON");
        }
        if (!request.isObject() || !request.has("facts")) {
            return Answer.Invalid.of("preservationRequest.facts", "must say what happened");
        }
        if (full) {
            return new Answer.Unavailable<>("the journal is full");
        }
        CaseRef ref = CaseRef.of(new ParticipantId("BE"), 2026, cases.size() + 1);
        CaseSummary summary = new CaseSummary(
                ref,
                Side.REQUESTING,
                NETWORK,
                PEER,
                "PreservationRequest",
                Header.Urgency.URGENT,
                RequestState.DRAFT,
                now,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                false);
        JsonNode message = new ObjectMapper().createObjectNode().set("preservationRequest", request);
        return put(new CaseDetail(
                summary,
                message,
                Optional.of(new DraftView(
                        "PreservationRequest", message, CONTENT, List.of(officer.name()), Optional.empty())),
                List.of(),
                List.of(entry(Happening.DRAFTED, officer, "")),
                List.of()));
    }

    @Override
    public synchronized Answer<CaseDetail> edit(CaseRef caseRef, String form, Person officer) {
        return known(
                caseRef,
                detail ->
                        put(moved(detail, RequestState.DRAFT, Optional.empty(), entry(Happening.EDITED, officer, ""))));
    }

    @Override
    public synchronized Answer<CaseDetail> approve(CaseRef caseRef, ByteString content, Person approver) {
        return known(
                caseRef,
                detail -> content.equals(CONTENT)
                        ? put(moved(
                                detail,
                                RequestState.APPROVED,
                                Optional.empty(),
                                entry(Happening.APPROVED, approver, "")))
                        : new Answer.Conflict<>(detail.summary().state(), "the text is not the one that you read"));
    }

    @Override
    public synchronized Answer<CaseDetail> answer(CaseRef caseRef, String form, Person officer) {
        return known(
                caseRef,
                detail -> form.startsWith("{\"")
                        ? put(moved(
                                detail,
                                RequestState.FEASIBILITY_ANSWERED,
                                Optional.empty(),
                                entry(Happening.INDICATED, officer, form)))
                        : Answer.Invalid.of("", "says nothing"));
    }

    @Override
    public synchronized Answer<CaseDetail> withdraw(CaseRef caseRef, String why, Person officer) {
        return known(
                caseRef,
                detail -> put(moved(
                        detail, RequestState.WITHDRAWN, Optional.empty(), entry(Happening.WITHDRAWN, officer, why))));
    }

    @Override
    public synchronized Answer<CaseDetail> link(CaseRef caseRef, CaseRef other, Person officer) {
        return known(
                caseRef,
                detail -> put(new CaseDetail(
                        detail.summary(),
                        detail.request(),
                        detail.draft(),
                        detail.answers(),
                        detail.timeline(),
                        List.of(other))));
    }

    @Override
    public Answer<Ping> ping(ParticipantId peer, Optional<NetworkId> network, Person officer) {
        return peer.equals(PEER)
                ? new Answer.Done<>(new Ping(peer, NETWORK, now, Optional.of(Duration.ofMillis(12))))
                : new Answer.NotFound<>("%s is in no directory of this node".formatted(peer));
    }

    private Answer<CaseDetail> known(CaseRef caseRef, Function<CaseDetail, Answer<CaseDetail>> deed) {
        CaseDetail detail = cases.get(caseRef);
        return detail == null ? missing(caseRef) : deed.apply(detail);
    }

    @Override
    public synchronized Answer<List<Answer<CaseRef>>> release(List<CaseRef> released, String reason, Person officer) {
        return new Answer.Done<>(released.stream()
                .<Answer<CaseRef>>map(each -> send(each, reason, officer) instanceof Answer.Done<CaseDetail>
                        ? new Answer.Done<>(each)
                        : new Answer.NotFound<>("no draft %s".formatted(each)))
                .toList());
    }

    @Override
    public synchronized Answer<CaseDetail> send(CaseRef caseRef, String reason, Person officer) {
        CaseDetail detail = cases.get(caseRef);
        if (detail == null) {
            return missing(caseRef);
        }
        if (detail.summary().state() != RequestState.DRAFT) {
            return new Answer.Conflict<>(detail.summary().state(), "%s is no draft".formatted(caseRef));
        }
        if (reason.isEmpty()) {
            return new Answer.Forbidden<>("one person alone must give a reason");
        }
        return put(moved(detail, RequestState.QUEUED, Optional.empty(), entry(Happening.RELEASED, officer, reason)));
    }

    @Override
    public synchronized Answer<CaseDetail> acknowledge(
            CaseRef caseRef, Optional<String> nationalReference, Person officer) {
        CaseDetail detail = cases.get(caseRef);
        if (detail == null) {
            return missing(caseRef);
        }
        if (detail.summary().state() != RequestState.RECEIVED) {
            return new Answer.Conflict<>(detail.summary().state(), "%s was not received".formatted(caseRef));
        }
        return put(moved(
                detail,
                RequestState.ACKNOWLEDGED,
                Optional.of(nationalReference.orElse("BE-1")),
                entry(Happening.ACKNOWLEDGED, officer, "")));
    }

    @Override
    public synchronized Answer<CaseListing> list(CaseFilter filter, Person reader) {
        List<CaseSummary> found = cases.values().stream()
                .map(CaseDetail::summary)
                .filter(summary -> filter.state().map(summary.state()::equals).orElse(true))
                .filter(summary -> filter.side().map(summary.side()::equals).orElse(true))
                .filter(summary -> filter.peer().map(summary.peer()::equals).orElse(true))
                .filter(summary -> filter.cursor()
                        .map(cursor -> summary.caseRef().value().compareTo(cursor) < 0)
                        .orElse(true))
                .toList();
        List<CaseSummary> page = found.subList(0, Math.min(filter.limit(), found.size()));
        Optional<String> next = found.size() > page.size()
                ? Optional.of(page.getLast().caseRef().value())
                : Optional.empty();
        return new Answer.Done<>(new CaseListing(page, next));
    }

    @Override
    public synchronized Answer<CaseDetail> show(CaseRef caseRef, Person reader) {
        CaseDetail detail = cases.get(caseRef);
        return detail == null ? missing(caseRef) : new Answer.Done<>(detail);
    }

    @Override
    public synchronized Answer<List<Paper>> papers(CaseRef caseRef, Person reader) {
        CaseDetail detail = cases.get(caseRef);
        return detail == null
                ? missing(caseRef)
                : new Answer.Done<>(List.of(new Paper(
                        MessageId.of("0197b5c0-1a2b-7c3d-8e4f-5a6b7c8d9e0f"),
                        detail.summary().kind(),
                        new ParticipantId("BE"),
                        new ParticipantId("FR"),
                        detail.summary().createdAt(),
                        ByteString.copyFromUtf8("signed"),
                        Optional.of(ByteString.copyFromUtf8("sealed")),
                        Optional.of(new ReceiptProof(
                                ByteString.copyFromUtf8("leaf"),
                                0,
                                1,
                                List.of(),
                                "checkpoint",
                                ByteString.copyFromUtf8("key"))),
                        List.of(ByteString.copyFromUtf8("anchor")))));
    }

    @Override
    public Answer<PageListing> pages(PageFilter filter, Person reader) {
        return new Answer.Done<>(new PageListing(
                List.of(new PageView(
                        "7KQ2-M9XA-04TZ",
                        "request received",
                        Optional.of(new CaseRef("FR-2026-000001")),
                        1,
                        Optional.of("Alice"),
                        "desk-webhook",
                        "DELIVERED",
                        1,
                        now,
                        Optional.of(now),
                        Optional.of(now),
                        "200",
                        Optional.empty(),
                        Optional.empty())),
                Optional.empty()));
    }

    @Override
    public Answer<LogListing> logEntries(ParticipantId peer, LogFilter filter, Person reader) {
        if (!peer.equals(PEER) && peer.sponsor().isEmpty()) {
            return new Answer.NotFound<>("no pair log with " + peer);
        }
        return new Answer.Done<>(new LogListing(
                NETWORK,
                peer,
                "be.eu-art13.vigil.internal/pair/fr/1",
                1,
                ByteString.copyFrom(new byte[32]),
                Optional.of("note"),
                Optional.empty(),
                List.of(new LogListing.Entry(
                        0,
                        Leaf.Type.RECEIVED,
                        now,
                        MessageId.of(now, new java.util.Random(1)).value(),
                        ByteString.copyFrom(new byte[32]),
                        Decision.ACCEPTED,
                        7)),
                Optional.empty()));
    }

    @Override
    public Answer<NodeStatus> status() {
        if (broken) {
            throw new IllegalStateException("a defect with a secret in it");
        }
        CountDownLatch wait = hanging;
        if (wait != null) {
            try {
                wait.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
        return new Answer.Done<>(new NodeStatus(
                new ParticipantId("BE"),
                "0.1.0",
                now.minusSeconds(3600),
                now,
                List.of(new NodeStatus.NetworkView(
                        NETWORK,
                        7,
                        List.of(new NodeStatus.PeerView(
                                PEER,
                                NodeStatus.LinkView.OPEN,
                                true,
                                2,
                                Optional.of(now.minusSeconds(5)),
                                Optional.of(now.minusSeconds(60)),
                                "")))),
                new NodeStatus.Counts(1, 2, 1, 1, 0, 1)));
    }

    private Answer<CaseDetail> put(CaseDetail detail) {
        cases.put(detail.summary().caseRef(), detail);
        return new Answer.Done<>(detail);
    }

    private static CaseDetail moved(
            CaseDetail detail, RequestState state, Optional<String> nationalReference, TimelineEntry entry) {
        CaseSummary was = detail.summary();
        List<TimelineEntry> timeline = new ArrayList<>(detail.timeline());
        timeline.add(entry);
        return new CaseDetail(
                new CaseSummary(
                        was.caseRef(),
                        was.side(),
                        was.network(),
                        was.peer(),
                        was.kind(),
                        was.urgency(),
                        state,
                        was.createdAt(),
                        entry.at(),
                        was.receivedAt(),
                        was.feasibilityDue(),
                        was.indicatedAt(),
                        was.heldUntil(),
                        nationalReference,
                        was.questions(),
                        was.concerns(),
                        was.drill()),
                detail.request(),
                detail.draft(),
                detail.answers(),
                timeline,
                detail.linked());
    }

    private TimelineEntry entry(Happening happening, Person officer, String detail) {
        return new TimelineEntry(now, happening, Optional.of(officer.name()), detail, Optional.empty());
    }

    private static <T> Answer<T> missing(CaseRef caseRef) {
        return new Answer.NotFound<>("no case " + caseRef);
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException wrong) {
            throw new AssertionError(wrong);
        }
    }
}
