package eu.vigil.node.desk;

import static eu.vigil.node.casework.Happening.What.DRAFTED;
import static eu.vigil.node.casework.Happening.What.RELEASED;
import static eu.vigil.node.casework.Happening.What.SEALED;

import eu.vigil.node.casework.Departures;
import eu.vigil.node.casework.Happening;
import eu.vigil.node.casework.Kinds;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.dispatch.Dispatch;
import eu.vigil.node.dispatch.OutboxRow;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.dispatch.SealedMessage;
import eu.vigil.node.journal.Priority;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.CaseDetail;
import eu.vigil.node.operator.desk.Violation;
import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.Role;
import eu.vigil.protocol.casework.CaseEvent;
import eu.vigil.protocol.casework.RequestLife;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.form.Draft;
import eu.vigil.protocol.form.Form;
import eu.vigil.protocol.form.NodeFacts;
import eu.vigil.protocol.form.ReceivedMessage;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.policy.Policy;
import eu.vigil.protocol.policy.Sort;
import eu.vigil.protocol.policy.Verdict;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A request is written, and released: checked, signed, sealed, and durable before anybody hears "accepted".
 *
 * @param <T> the ledger
 */
final class Drafting<T extends DeskLedger> {
    private final ParticipantId self;
    private final Ledgers<T> ledgers;
    private final Letters letters;
    private final Form form;
    private final Policy policy;
    private final Departures departures;
    private final Dispatch<T> dispatch;
    private final Reading<T> reading;
    private final InstantSource clock;
    private final RandomGenerator random;

    Drafting(
            ParticipantId self,
            Ledgers<T> ledgers,
            Letters letters,
            Form form,
            Policy policy,
            Departures departures,
            Dispatch<T> dispatch,
            Reading<T> reading,
            InstantSource clock,
            RandomGenerator random) {
        this.self = self;
        this.ledgers = ledgers;
        this.letters = letters;
        this.form = form;
        this.policy = policy;
        this.departures = departures;
        this.dispatch = dispatch;
        this.reading = reading;
        this.clock = clock;
        this.random = random;
    }

    Answer<CaseDetail> draft(String text, Person officer) {
        return switch (form.read(text)) {
            case Form.Wrong(var violations) -> wrong(violations);
            case Form.Drafted(Draft draft) -> keep(draft, officer);
        };
    }

    private Answer<CaseDetail> keep(Draft draft, Person officer) {
        Header header = draft.message().getHeader();
        String kind = Kinds.of(draft.message());
        if (policy.sortOf(kind).filter(Sort.REQUEST::equals).isEmpty()) {
            return Answer.Invalid.of(kind, "is no request; a draft of a new case is one");
        }
        Optional<Answer<CaseDetail>> refusal = refusal(draft.message());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        MessageId id = MessageId.of(clock.instant(), random);
        CaseRef caseRef = ledgers.write(
                (ledger, at) -> {
                    int year = at.atZone(ZoneOffset.UTC).getYear();
                    CaseRef made = CaseRef.of(self, year, ledger.requests().next("case", year));
                    ledger.requests()
                            .insert(new RequestRecord(
                                    id,
                                    new NetworkId(header.getNetwork()),
                                    made,
                                    Side.REQUESTING,
                                    new ParticipantId(header.getRecipient()),
                                    kind,
                                    header.getUrgency(),
                                    RequestLife.begin(Side.REQUESTING),
                                    at,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    header.getDrill(),
                                    0));
                    ledger.drafts().put(id, made, draft.message());
                    ledger.requests()
                            .happened(
                                    id,
                                    Happening.ofPerson(at, DRAFTED, officer.name(), kind)
                                            .of(id));
                    return made;
                },
                Priority.PEOPLE);
        return reading.detail(caseRef);
    }

    /** Why the message may not leave, asked when it is drafted and again when it is released. */
    private Optional<Answer<CaseDetail>> refusal(Message message) {
        Header header = message.getHeader();
        NetworkId network = new NetworkId(header.getNetwork());
        ParticipantId peer = new ParticipantId(header.getRecipient());
        Optional<Letters.Addressee> to = letters.find(network, peer);
        if (to.isEmpty()) {
            return Optional.of(Answer.Invalid.of(
                    "to", "%s is not in the directory of %s; see vigil directory show".formatted(peer, network)));
        }
        return switch (letters.mayBeSaid(message, to.get(), clock.instant())) {
            case Verdict.Allowed _ -> Optional.empty();
            case Verdict.Denied(var decision, var reason, var instead) ->
                Optional.of(Answer.Invalid.of(
                        decision == eu.vigil.protocol.wire.Decision.BASIS ? "legal_basis" : "to",
                        "%s; %s".formatted(reason, instead)));
        };
    }

    private record Unreleased(RequestRecord request, Draft draft, String author) {}

    Answer<CaseDetail> send(CaseRef caseRef, String reason, Person officer) {
        Optional<Unreleased> found = ledgers.read(ledger -> find(ledger, caseRef));
        if (found.isEmpty()) {
            return new Answer.NotFound<>("no request of ours under %s".formatted(caseRef));
        }
        Unreleased asked = found.get();
        RequestState state = asked.request().state();
        if (state != RequestState.DRAFT) {
            return new Answer.Conflict<>(state, "only a draft can be released");
        }
        Optional<Answer<CaseDetail>> refusal =
                forbidden(asked, reason, officer).or(() -> refusal(asked.draft().message()));
        return refusal.isPresent() ? refusal.get() : release(asked, reason, officer);
    }

    private static Optional<Unreleased> find(DeskLedger ledger, CaseRef caseRef) {
        return ledger.requests().ofCase(caseRef).stream()
                .filter(request -> request.side() == Side.REQUESTING)
                .reduce((_, newest) -> newest)
                .map(request -> new Unreleased(
                        request,
                        new Draft(ledger.drafts().find(request.id()).orElse(Message.getDefaultInstance())),
                        ledger.requests().history(request.id()).stream()
                                .filter(line -> line.what() == DRAFTED)
                                .flatMap(line -> line.who().stream())
                                .findFirst()
                                .orElse("")));
    }

    /** Security.md 7: who releases has written nothing of it, except where the policy lets one person act and say why. */
    private Optional<Answer<CaseDetail>> forbidden(Unreleased asked, String reason, Person officer) {
        boolean alone = asked.author().equals(officer.name());
        return switch (policy.release(asked.request().kind(), asked.request().urgency())) {
            case ONE_PERSON -> Optional.empty();
            case ONE_PERSON_WITH_REASON ->
                alone && reason.isBlank()
                        ? Optional.of(Answer.Invalid.of(
                                "reason",
                                "is mandatory where one person both writes and releases; say why it cannot wait"))
                        : Optional.empty();
            case TWO_PEOPLE -> {
                if (alone) {
                    yield Optional.of(new Answer.Forbidden<>(
                            "%s wrote it; a %s needs a second person with the role %s to release it"
                                    .formatted(officer.name(), asked.request().kind(), Role.APPROVER.word())));
                }
                yield officer.roles().contains(Role.APPROVER)
                        ? Optional.empty()
                        : Optional.of(new Answer.Forbidden<>("a %s is released by somebody with the role %s"
                                .formatted(asked.request().kind(), Role.APPROVER.word())));
            }
        };
    }

    private Answer<CaseDetail> release(Unreleased asked, String reason, Person officer) {
        RequestRecord request = asked.request();
        Letters.Addressee to = letters.find(request.network(), request.peer()).orElseThrow();
        Instant released = clock.instant();
        NodeFacts facts = new NodeFacts(
                self,
                request.id(),
                request.caseRef(),
                Optional.empty(),
                released,
                NodeFacts.LIFETIME,
                asked.author(),
                Optional.of(officer.name()),
                Optional.of(reason).filter(text -> !text.isBlank()),
                to.directory().version(),
                Math.min(to.entry().schemaMax(), ReceivedMessage.SCHEMA_MAX));
        return switch (form.complete(asked.draft(), facts)) {
            case Form.Wrong(var violations) -> wrong(violations);
            case Form.Complete(Message message) -> {
                SealedMessage sealed = letters.seal(message, to, released);
                Instant sealedAt = clock.instant();
                boolean mayBeAttempted = dispatch.mayAttempt(new PeerId(request.network(), request.peer()));
                Optional<OutboxRow> row = ledgers.write(
                        (ledger, at) -> {
                            if (!queue(ledger, request)) {
                                return Optional.<OutboxRow>empty();
                            }
                            ledger.requests()
                                    .happened(
                                            request.id(),
                                            Happening.ofPerson(released, RELEASED, officer.name(), reason)
                                                    .of(request.id()));
                            ledger.requests()
                                    .happened(
                                            request.id(),
                                            Happening.ofNode(sealedAt, SEALED, "for " + request.peer())
                                                    .of(request.id()));
                            ledger.drafts().remove(request.id());
                            return Optional.of(departures.accept(ledger, sealed, mayBeAttempted, at));
                        },
                        Priority.PEOPLE);
                row.ifPresent(accepted -> dispatch.accepted(accepted, sealed.envelope()));
                yield row.isPresent()
                        ? reading.detail(request.caseRef())
                        : new Answer.Conflict<>(RequestState.QUEUED, "somebody else has released it");
            }
        };
    }

    /** Draft to queued, if it is still the draft that was read. */
    private static boolean queue(DeskLedger ledger, RequestRecord read) {
        RequestState state = read.state();
        for (CaseEvent event : List.of(new CaseEvent.Approved(), new CaseEvent.Queued())) {
            if (!(RequestLife.step(state, Side.REQUESTING, event) instanceof RequestLife.Moved(var next))) {
                return false;
            }
            state = next;
        }
        return ledger.requests().replace(read.in(state));
    }

    private static Answer<CaseDetail> wrong(List<eu.vigil.protocol.form.Violation> violations) {
        return new Answer.Invalid<>(violations.stream()
                .map(violation -> new Violation(
                        violation.path(),
                        violation.right().isEmpty()
                                ? violation.rule()
                                : "%s; right: %s".formatted(violation.rule(), violation.right())))
                .toList());
    }
}
