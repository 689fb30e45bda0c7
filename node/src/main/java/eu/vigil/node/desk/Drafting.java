package eu.vigil.node.desk;

import static eu.vigil.node.casework.Happening.What.DRAFTED;
import static eu.vigil.node.casework.Happening.What.EDITED;
import static eu.vigil.node.casework.Happening.What.WITHDRAWN;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.casework.Happening;
import eu.vigil.node.casework.Kinds;
import eu.vigil.node.casework.Progress;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.casework.Writing;
import eu.vigil.node.casework.Writing.Hand;
import eu.vigil.node.journal.Priority;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.CaseDetail;
import eu.vigil.node.operator.people.Person;
import eu.vigil.protocol.casework.CaseEvent;
import eu.vigil.protocol.casework.RequestLife;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.form.Draft;
import eu.vigil.protocol.form.Form;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Texts are written: requests, which open cases, and answers to them.
 *
 * @param <T> the ledger
 */
final class Drafting<T extends DeskLedger> {
    private final ParticipantId self;
    private final Ledgers<T> ledgers;
    private final Form form;
    private final Post<T> post;
    private final Releasing<T> releasing;
    private final Progress<? super T> progress;
    private final Reading<T> reading;
    private final InstantSource clock;
    private final RandomGenerator random;

    Drafting(
            ParticipantId self,
            Ledgers<T> ledgers,
            Form form,
            Post<T> post,
            Releasing<T> releasing,
            Progress<? super T> progress,
            Reading<T> reading,
            InstantSource clock,
            RandomGenerator random) {
        this.self = self;
        this.ledgers = ledgers;
        this.form = form;
        this.post = post;
        this.releasing = releasing;
        this.progress = progress;
        this.reading = reading;
        this.clock = clock;
        this.random = random;
    }

    /** A new case. */
    Answer<CaseDetail> draft(String text, Person officer) {
        return switch (request(text)) {
            case Text.Wrong(var answer) -> answer;
            case Text.Right(var draft) -> reading.detail(open(draft, hand(officer)));
        };
    }

    /** What became of the text of a request. */
    private sealed interface Text {
        record Right(Draft draft) implements Text {}

        record Wrong(Answer<CaseDetail> answer) implements Text {}
    }

    private Text request(String text) {
        return switch (form.read(text)) {
            case Form.Wrong(var violations) -> new Text.Wrong(Violations.answer(violations));
            case Form.Drafted(Draft draft) -> {
                String kind = Kinds.of(draft.message());
                if (!Kinds.opensCase(kind)) {
                    yield new Text.Wrong(Answer.Invalid.of(
                            kind, "opens no case; an answer is written to a case (vigil request answer --help)"));
                }
                yield post.refusal(draft.message())
                        .<Text>map(violation -> new Text.Wrong(Violations.answer(List.of(violation))))
                        .orElseGet(() -> new Text.Right(draft));
            }
        };
    }

    private CaseRef open(Draft draft, Hand writer) {
        Header header = draft.message().getHeader();
        MessageId id = MessageId.of(clock.instant(), random);
        return ledgers.write(
                (ledger, at) -> {
                    int year = at.atZone(ZoneOffset.UTC).getYear();
                    CaseRef made = CaseRef.of(self, year, ledger.requests().next("case", year));
                    String kind = Kinds.of(draft.message());
                    ledger.requests()
                            .insert(RequestRecord.begun(
                                    id,
                                    made,
                                    Side.REQUESTING,
                                    new ParticipantId(header.getRecipient()),
                                    draft.message(),
                                    at));
                    ledger.drafts().put(Writing.by(writer, id, made, draft));
                    ledger.requests()
                            .happened(
                                    id,
                                    Happening.ofPerson(at, DRAFTED, writer.name(), kind)
                                            .of(id));
                    return made;
                },
                Priority.PEOPLE);
    }

    /** Another text in place of a draft; an approval of the former is void. */
    Answer<CaseDetail> edit(CaseRef caseRef, String text, Person officer) {
        return switch (request(text)) {
            case Text.Wrong(var answer) -> answer;
            case Text.Right(var draft) ->
                ledgers.<Optional<Answer<CaseDetail>>>write(
                                (ledger, at) -> replace(ledger, caseRef, draft, hand(officer), at), Priority.PEOPLE)
                        .orElseGet(() -> reading.detail(caseRef));
        };
    }

    private static Optional<Answer<CaseDetail>> replace(
            DeskLedger ledger, CaseRef caseRef, Draft draft, Hand writer, Instant at) {
        Optional<RequestRecord> found = ours(ledger, caseRef);
        if (found.isEmpty()) {
            return Optional.of(new Answer.NotFound<>("no request of ours under %s".formatted(caseRef)));
        }
        RequestRecord request = found.get();
        Header header = draft.message().getHeader();
        if (!header.getRecipient().equals(request.peer().value())
                || !header.getNetwork().equals(request.network().value())
                || header.getUrgency() != request.urgency()
                || header.getDrill() != request.drill()
                || !Kinds.of(draft.message()).equals(request.kind())) {
            return Optional.of(Answer.Invalid.of(
                    "to",
                    "kind, to, network, urgency and drill of a case stay as they are; withdraw %s and draft a new one"
                            .formatted(caseRef)));
        }
        return switch (RequestLife.step(request.state(), Side.REQUESTING, new CaseEvent.Edited())) {
            case RequestLife.Rejected(var why) -> Optional.of(new Answer.Conflict<>(request.state(), why));
            case RequestLife.Moved(var state) -> {
                ledger.requests().replace(request.in(state));
                Writing before = ledger.drafts().find(request).orElseThrow().writing();
                ledger.drafts().put(before.edited(draft, writer));
                ledger.requests()
                        .happened(
                                request.id(),
                                Happening.ofPerson(at, EDITED, writer.name(), request.kind())
                                        .of(request.id()));
                yield Optional.empty();
            }
        };
    }

    /**
     * Writes an answer to a request that was received, or a withdrawal of one that was sent; it leaves at once unless the policy wants
     * two people for it.
     */
    Answer<CaseDetail> answer(CaseRef caseRef, String text, Person officer) {
        Optional<Asked> asked = ledgers.read(ledger -> asked(ledger, caseRef));
        if (asked.isEmpty()) {
            return new Answer.NotFound<>("no request was sent or received under %s".formatted(caseRef));
        }
        RequestRecord request = asked.get().request();
        return switch (form.read(text, asked.get().message(), request.peer())) {
            case Form.Wrong(var violations) -> Violations.answer(violations);
            case Form.Drafted(Draft draft) ->
                releasing.sendOrKeep(request, Writing.by(hand(officer), request.id(), caseRef, draft), officer);
        };
    }

    /** A request that was sent or received. */
    private record Asked(RequestRecord request, Message message) {}

    private static Optional<Asked> asked(DeskLedger ledger, CaseRef caseRef) {
        return ledger.requests().ofCase(caseRef).reversed().stream()
                .flatMap(request -> ledger.messages().ofCase(request.network(), caseRef).stream()
                        .filter(message -> message.id().equals(request.id()))
                        .map(message -> new Asked(request, Contents.of(message))))
                .findFirst();
    }

    /** Takes a request back: at once while nothing has left, else by asking the other side, whose order wins. */
    Answer<CaseDetail> withdraw(CaseRef caseRef, String why, Person officer) {
        Optional<RequestRecord> found = ledgers.read(ledger -> ours(ledger, caseRef));
        if (found.isEmpty()) {
            return new Answer.NotFound<>("no request of ours under %s".formatted(caseRef));
        }
        if (found.get().state().ended()) {
            return new Answer.Conflict<>(
                    found.get().state(),
                    "the request is %s, which is final".formatted(found.get().state()));
        }
        boolean here = ledgers.write(
                (ledger, at) -> takeBack(ledger, found.get().id(), why, hand(officer), at), Priority.PEOPLE);
        if (here) {
            return reading.detail(caseRef);
        }
        ObjectNode text = JsonNodeFactory.instance.objectNode();
        text.putObject("withdrawal").put("text", why);
        return answer(caseRef, text.toString(), officer);
    }

    /** True if nothing had left, and now nothing will. */
    private boolean takeBack(T ledger, MessageId id, String why, Hand officer, Instant at) {
        RequestRecord request = ledger.requests().find(id).orElseThrow();
        boolean left = switch (request.state()) {
            case DRAFT, APPROVED -> false;
            case QUEUED -> !ledger.outbox().end(request.network(), id, at);
            case SENT,
                    OUTCOME_UNKNOWN,
                    RECEIPTED,
                    UNDELIVERABLE,
                    RECEIVED,
                    ACKNOWLEDGED,
                    FEASIBILITY_ANSWERED,
                    EXECUTING,
                    POSTPONED,
                    ANSWERED,
                    PARTLY_ANSWERED,
                    REFUSED,
                    MISROUTED,
                    WITHDRAWN,
                    EXPIRED -> true;
        };
        if (left
                || !(RequestLife.step(request.state(), Side.REQUESTING, new CaseEvent.Withdrawn())
                        instanceof RequestLife.Moved(var state))) {
            return false;
        }
        progress.to(ledger, request.in(state), at);
        ledger.requests()
                .happened(id, Happening.ofPerson(at, WITHDRAWN, officer.name(), "before anything had left: " + why));
        return true;
    }

    private static Optional<RequestRecord> ours(DeskLedger ledger, CaseRef caseRef) {
        return ledger.requests().ofCase(caseRef).stream()
                .filter(request -> request.side() == Side.REQUESTING)
                .reduce((_, newest) -> newest);
    }

    private static Hand hand(Person person) {
        return new Hand(person.id(), person.name());
    }
}
