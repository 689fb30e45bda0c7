package eu.vigil.node.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ByteString;
import eu.vigil.node.casework.CaseQuery;
import eu.vigil.node.casework.Drafts;
import eu.vigil.node.casework.Happening;
import eu.vigil.node.casework.Hold;
import eu.vigil.node.casework.Kinds;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.casework.StoredMessage;
import eu.vigil.node.casework.Writing;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.Page;
import eu.vigil.node.journal.Priority;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.AnswerView;
import eu.vigil.node.operator.desk.CaseDetail;
import eu.vigil.node.operator.desk.CaseFilter;
import eu.vigil.node.operator.desk.CaseListing;
import eu.vigil.node.operator.desk.CaseSummary;
import eu.vigil.node.operator.desk.DraftView;
import eu.vigil.node.operator.desk.Paper;
import eu.vigil.node.operator.desk.ReceiptProof;
import eu.vigil.node.operator.desk.TimelineEntry;
import eu.vigil.node.operator.people.Person;
import eu.vigil.pki.directory.Entry;
import eu.vigil.protocol.form.Form;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.wire.Envelope;
import eu.vigil.protocol.wire.Message;
import eu.vigil.protocol.wire.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Shows cases: what was said, what happened, and what proves it.
 *
 * @param <T> the ledger
 */
final class Reading<T extends DeskLedger> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Ledgers<T> ledgers;
    private final Letters letters;
    private final AnswerCalls answers;

    Reading(Ledgers<T> ledgers, Letters letters, AnswerCalls answers) {
        this.ledgers = ledgers;
        this.letters = letters;
        this.answers = answers;
    }

    Answer<CaseListing> list(CaseFilter filter) {
        Optional<CaseQuery.Place> after = filter.cursor().flatMap(ListCursor::read);
        if (filter.cursor().isPresent() && after.isEmpty()) {
            return Answer.Invalid.of("cursor", "is none that a listing gave");
        }
        CaseQuery query = new CaseQuery(
                filter.state(),
                filter.side(),
                filter.peer(),
                filter.kind(),
                filter.urgency(),
                filter.since(),
                filter.until(),
                filter.word(),
                after);
        return ledgers.read(ledger -> {
            List<RequestRecord> found = ledger.requests().list(query, filter.limit() + 1);
            boolean more = found.size() > filter.limit();
            List<RequestRecord> page = more ? found.subList(0, filter.limit()) : found;
            return new Answer.Done<>(new CaseListing(
                    page.stream()
                            .map(request -> summary(request, ledger.requests().changedAt(request.id())))
                            .toList(),
                    more ? Optional.of(ListCursor.write(CaseQuery.Place.of(page.getLast()))) : Optional.empty()));
        });
    }

    /** Opens a case for somebody. */
    Answer<CaseDetail> show(CaseRef caseRef, Person reader) {
        wasRead(caseRef, reader, "opened");
        return detail(caseRef);
    }

    /** Hands out the messages of a case with their proofs. */
    Answer<List<Paper>> papers(CaseRef caseRef, Person reader) {
        wasRead(caseRef, reader, "messages and proofs taken");
        return ledgers.read(ledger -> newest(ledger, caseRef)
                .<Answer<List<Paper>>>map(
                        request -> new Answer.Done<>(ledger.messages().ofCase(request.network(), caseRef).stream()
                                .map(message -> paper(ledger, request, message))
                                .toList()))
                .orElseGet(() -> new Answer.NotFound<>("no case %s".formatted(caseRef))));
    }

    private Paper paper(DeskLedger ledger, RequestRecord request, StoredMessage message) {
        boolean ours = !message.sender().equals(request.peer());
        return new Paper(
                message.id(),
                message.kind(),
                message.sender(),
                message.recipient(),
                message.at(),
                message.signedData(),
                ledger.outbox()
                        .envelope(message.network(), message.id())
                        .filter(_ -> ours)
                        .map(Envelope::getSealed),
                ledger.messages()
                        .receipt(message.network(), message.id())
                        .filter(_ -> ours)
                        .flatMap(receipt -> proof(request, receipt)),
                letters.anchors(message.network(), message.sender()));
    }

    /** Every reading is recorded (Directive (EU) 2016/680 Art. 25). */
    private void wasRead(CaseRef caseRef, Person reader, String how) {
        ledgers.write(
                (ledger, at) -> {
                    newest(ledger, caseRef)
                            .ifPresent(request -> ledger.requests()
                                    .happened(
                                            request.id(),
                                            Happening.ofPerson(at, Happening.What.READ, reader.name(), how)));
                    answers.looked(ledger, caseRef, reader, at);
                    return true;
                },
                Priority.PEOPLE);
    }

    Answer<CaseDetail> detail(CaseRef caseRef) {
        return ledgers.read(ledger -> newest(ledger, caseRef)
                .<Answer<CaseDetail>>map(request -> new Answer.Done<>(detail(ledger, request)))
                .orElseGet(() -> new Answer.NotFound<>("no case %s".formatted(caseRef))));
    }

    private CaseDetail detail(DeskLedger ledger, RequestRecord request) {
        List<Happening> history = ledger.requests().history(request.id());
        List<StoredMessage> messages = ledger.messages().ofCase(request.network(), request.caseRef());
        Optional<Writing> writing = ledger.drafts().find(request).map(Drafts.Kept::writing);
        return new CaseDetail(
                summary(request, history.stream().map(Happening::at).reduce((_, newer) -> newer)),
                json(message(request, messages, writing)),
                writing.filter(_ -> !request.state().ended()).map(Reading::draft),
                answers(request, messages),
                timeline(ledger, request, history),
                ledger.requests().linked(request.caseRef()));
    }

    private static Optional<RequestRecord> newest(DeskLedger ledger, CaseRef caseRef) {
        return ledger.requests().ofCase(caseRef).stream().reduce((_, newer) -> newer);
    }

    private static CaseSummary summary(RequestRecord request, Optional<Instant> changedAt) {
        return new CaseSummary(
                request.caseRef(),
                request.side(),
                request.network(),
                request.peer(),
                request.kind(),
                request.urgency(),
                request.state(),
                request.openedAt(),
                changedAt.orElse(request.openedAt()),
                request.clocks().receivedAt(),
                request.feasibilityDue(),
                request.clocks().indicatedAt(),
                request.hold().filter(Hold::isKept).map(Hold::until),
                request.nationalReference(),
                Math.max(0, request.questions()),
                request.concerns(),
                request.drill());
    }

    private static DraftView draft(Writing writing) {
        return new DraftView(
                Kinds.of(writing.draft().message()),
                json(writing.draft().message()),
                writing.content(),
                writing.hands().stream().map(Writing.Hand::name).toList(),
                writing.approval().map(approval -> approval.by().name()));
    }

    private static List<AnswerView> answers(RequestRecord request, List<StoredMessage> messages) {
        return messages.stream()
                .filter(stored -> !stored.id().equals(request.id()))
                .map(stored -> new AnswerView(
                        stored.id(),
                        stored.kind(),
                        stored.sender(),
                        stored.at(),
                        stored.decision(),
                        json(Contents.of(stored))))
                .toList();
    }

    /** The request as it was signed, or as it stands in the draft. */
    private static Message message(RequestRecord request, List<StoredMessage> messages, Optional<Writing> writing) {
        return messages.stream()
                .filter(stored -> stored.id().equals(request.id()))
                .findFirst()
                .map(Contents::of)
                .or(() -> writing.map(kept -> kept.draft().message()))
                .orElseThrow();
    }

    private static JsonNode json(Message message) {
        try {
            return JSON.readTree(Form.print(message));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Protobuf printed no JSON", e);
        }
    }

    private List<TimelineEntry> timeline(DeskLedger ledger, RequestRecord request, List<Happening> history) {
        List<TimelineEntry> entries = new ArrayList<>();
        for (Happening line : history) {
            entries.add(new TimelineEntry(
                    line.at(), word(line.what()), line.who(), line.detail(), proof(ledger, request, line)));
        }
        for (Incident incident : ledger.incidents().ofCase(request.caseRef())) {
            ledger.pages().of(incident.code()).stream()
                    .flatMap(page -> paged(incident, page))
                    .forEach(entries::add);
        }
        entries.sort(Comparator.comparing(TimelineEntry::at));
        return entries;
    }

    private static Stream<TimelineEntry> paged(Incident incident, Page page) {
        return page.firstAttemptAt().stream()
                .map(at -> new TimelineEntry(
                        at,
                        TimelineEntry.Happening.PAGED,
                        page.person(),
                        "%s over %s, incident %s: %s"
                                .formatted(
                                        page.key().target(),
                                        page.key().channel(),
                                        incident.code(),
                                        page.lastResult().orElse("under way")),
                        Optional.empty()));
    }

    private Optional<ReceiptProof> proof(DeskLedger ledger, RequestRecord request, Happening line) {
        boolean receipted = line.what() == Happening.What.RECEIPTED || line.what() == Happening.What.REFUSED_BY_RECEIPT;
        return line.message()
                .filter(_ -> receipted)
                .flatMap(id -> ledger.messages().receipt(request.network(), id))
                .flatMap(receipt -> proof(request, receipt));
    }

    /** The receipt with the log key that the directory gives today; empty once the peer has left the directory. */
    private Optional<ReceiptProof> proof(RequestRecord request, Receipt receipt) {
        Optional<ByteString> key = letters.find(request.network(), request.peer())
                .map(Letters.Addressee::entry)
                .map(Entry::logKeys)
                .map(List::getFirst);
        return key.map(logKey -> new ReceiptProof(
                receipt.getLeaf(),
                receipt.getLeafIndex(),
                receipt.getTreeSize(),
                receipt.getProofList(),
                receipt.getHead(),
                logKey));
    }

    private static TimelineEntry.Happening word(Happening.What what) {
        return switch (what) {
            case DRAFTED -> TimelineEntry.Happening.DRAFTED;
            case RELEASED -> TimelineEntry.Happening.RELEASED;
            case SEALED -> TimelineEntry.Happening.SEALED;
            case ACCEPTED -> TimelineEntry.Happening.ACCEPTED;
            case SENT -> TimelineEntry.Happening.SENT;
            case RECEIPTED -> TimelineEntry.Happening.RECEIPTED;
            case REFUSED_BY_RECEIPT -> TimelineEntry.Happening.REFUSED_BY_NODE;
            case UNDELIVERABLE, OUTCOME_UNKNOWN -> TimelineEntry.Happening.DELIVERY_TIME_OVER;
            case RECEIVED -> TimelineEntry.Happening.RECEIVED;
            case PAGE_ACKNOWLEDGED -> TimelineEntry.Happening.PAGE_ACKNOWLEDGED;
            case ACKNOWLEDGED -> TimelineEntry.Happening.ACKNOWLEDGED;
            case EDITED -> TimelineEntry.Happening.EDITED;
            case APPROVED -> TimelineEntry.Happening.APPROVED;
            case INDICATED -> TimelineEntry.Happening.INDICATED;
            case PRESERVED -> TimelineEntry.Happening.PRESERVED;
            case ANSWERED -> TimelineEntry.Happening.ANSWERED;
            case REFUSED -> TimelineEntry.Happening.REFUSED;
            case WITHDRAWN -> TimelineEntry.Happening.WITHDRAWN;
            case DEADLINE -> TimelineEntry.Happening.DEADLINE;
            case POSTPONED -> TimelineEntry.Happening.POSTPONED;
            case MISROUTED -> TimelineEntry.Happening.MISROUTED;
            case ASKED -> TimelineEntry.Happening.ASKED;
            case REPLIED -> TimelineEntry.Happening.REPLIED;
            case TOLD -> TimelineEntry.Happening.TOLD;
            case MLA_LODGED -> TimelineEntry.Happening.MLA_LODGED;
            case LINKED -> TimelineEntry.Happening.LINKED;
            case HOLD_RELEASED -> TimelineEntry.Happening.HOLD_RELEASED;
            case HOLD_LAPSED -> TimelineEntry.Happening.HOLD_LAPSED;
            case READ -> TimelineEntry.Happening.READ;
        };
    }
}
