package eu.vigil.node.desk;

import static eu.vigil.node.casework.Happening.What.ACKNOWLEDGED;
import static eu.vigil.node.casework.Happening.What.PAGE_ACKNOWLEDGED;

import eu.vigil.node.casework.Departures;
import eu.vigil.node.casework.Happening;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.casework.StoredMessage;
import eu.vigil.node.dispatch.Dispatch;
import eu.vigil.node.dispatch.OutboxRow;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.dispatch.SealedMessage;
import eu.vigil.node.escalation.AcknowledgementListener;
import eu.vigil.node.escalation.Escalation;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentAcknowledged;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.journal.Priority;
import eu.vigil.protocol.casework.CaseEvent;
import eu.vigil.protocol.casework.RequestLife;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.form.Draft;
import eu.vigil.protocol.form.Form;
import eu.vigil.protocol.form.NodeFacts;
import eu.vigil.protocol.form.ReceivedMessage;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Acknowledgement;
import eu.vigil.protocol.wire.Message;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A human has seen a request, at the desk or through a page. First it is written down who has it: that stops the pager, and from then on
 * the node owes the requesting State an Acknowledgement in that person's name. Then the message is signed, sealed and accepted for
 * sending. What is owed and not yet accepted, because the node was killed in between or the peer is not in the directory, is found in the
 * books again and paid later.
 *
 * @param <T> the ledger
 */
final class Acknowledging<T extends DeskLedger> implements AcknowledgementListener<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Acknowledging.class);

    private final ParticipantId self;
    private final Ledgers<T> ledgers;
    private final Letters letters;
    private final Form form;
    private final Departures departures;
    private final Dispatch<T> dispatch;
    private final Escalation escalation;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Executor workers;

    Acknowledging(
            ParticipantId self,
            Ledgers<T> ledgers,
            Letters letters,
            Form form,
            Departures departures,
            Dispatch<T> dispatch,
            Escalation escalation,
            InstantSource clock,
            RandomGenerator random,
            Executor workers) {
        this.self = self;
        this.ledgers = ledgers;
        this.letters = letters;
        this.form = form;
        this.departures = departures;
        this.dispatch = dispatch;
        this.escalation = escalation;
        this.clock = clock;
        this.random = random;
        this.workers = workers;
    }

    /** What came of taking a request. */
    sealed interface Taking {
        record Taken() implements Taking {}

        record Before(RequestState state, Optional<String> by) implements Taking {}
    }

    /** An officer takes the request at the desk. */
    Taking take(RequestRecord seen, String officer, Optional<String> reference) {
        Taking taking = ledgers.write(
                (ledger, at) -> {
                    RequestRecord request = ledger.requests().find(seen.id()).orElseThrow();
                    if (request.state() != RequestState.RECEIVED
                            || request.handledBy().isPresent()) {
                        return new Taking.Before(request.state(), request.handledBy());
                    }
                    write(ledger, request, officer, reference, at);
                    incident(ledger, request)
                            .ifPresent(incident ->
                                    escalation.acknowledge(ledger, incident.code(), Optional.of(officer), at));
                    return new Taking.Taken();
                },
                Priority.PEOPLE);
        if (taking instanceof Taking.Taken) {
            pay(seen.id());
        }
        return taking;
    }

    @Override
    public void acknowledging(T ledger, IncidentAcknowledged what) {
        if (what.incident().about().kind() != IncidentKind.REQUEST_RECEIVED
                || what.personName().isEmpty()) {
            return; // nobody in particular: nothing may be told to the peer in anybody's name
        }
        RequestRecord request =
                ledger.requests().find(RequestAlarm.request(what.incident())).orElseThrow();
        if (request.state() == RequestState.RECEIVED && request.handledBy().isEmpty()) {
            write(ledger, request, what.personName().get(), Optional.empty(), what.at());
        }
    }

    @Override
    public void acknowledged(IncidentAcknowledged what) {
        if (what.incident().about().kind() == IncidentKind.REQUEST_RECEIVED) {
            workers.execute(() -> pay(RequestAlarm.request(what.incident())));
        }
    }

    /** Pays whatever is owed; to be called at start and now and then. */
    void payAll() {
        List<RequestRecord> owing = ledgers.read(ledger -> ledger.requests().owingAcknowledgement());
        owing.forEach(request -> pay(request.id()));
    }

    private static void write(
            DeskLedger ledger, RequestRecord request, String officer, Optional<String> reference, Instant at) {
        String national = reference.or(request::nationalReference).orElseThrow();
        if (!ledger.requests().replace(request.handledBy(officer, national))) {
            throw new IllegalStateException("request %s changed within one transaction".formatted(request.id()));
        }
        ledger.requests()
                .happened(
                        request.id(),
                        Happening.ofPerson(at, PAGE_ACKNOWLEDGED, officer, "has it; reference " + national));
    }

    private static Optional<Incident> incident(DeskLedger ledger, RequestRecord request) {
        return ledger.incidents().find(IncidentKind.REQUEST_RECEIVED, RequestAlarm.subject(request));
    }

    private void pay(MessageId id) {
        try {
            Owed owed = ledgers.read(ledger -> owed(ledger, id));
            Optional<Letters.Addressee> to =
                    letters.find(owed.request().network(), owed.request().peer());
            if (to.isEmpty()) {
                LOG.atWarn().addKeyValue("id", id).log("an acknowledgement waits: its peer is not in the directory");
                return;
            }
            Instant now = clock.instant();
            SealedMessage sealed = letters.seal(letter(owed, to.get(), now), to.get(), now);
            boolean mayBeAttempted = dispatch.mayAttempt(
                    new PeerId(owed.request().network(), owed.request().peer()));
            Optional<OutboxRow> accepted =
                    ledgers.write((ledger, at) -> accept(ledger, id, sealed, mayBeAttempted, at), Priority.PEOPLE);
            accepted.ifPresent(row -> dispatch.accepted(row, sealed.envelope()));
        } catch (Ledgers.Unavailable e) {
            LOG.atWarn()
                    .addKeyValue("id", id)
                    .addKeyValue("why", e.getMessage())
                    .log("an acknowledgement waits");
        }
    }

    private record Owed(RequestRecord request, StoredMessage message) {}

    private static Owed owed(DeskLedger ledger, MessageId id) {
        RequestRecord request = ledger.requests().find(id).orElseThrow();
        return new Owed(
                request,
                ledger.messages().find(request.network(), request.peer(), id).orElseThrow());
    }

    private Message letter(Owed owed, Letters.Addressee to, Instant now) {
        RequestRecord request = owed.request();
        Draft draft = Draft.answering(
                Contents.of(owed.message()),
                Message.newBuilder()
                        .setAcknowledgement(Acknowledgement.newBuilder()
                                .setNationalReference(
                                        request.nationalReference().orElseThrow()))
                        .build());
        NodeFacts facts = new NodeFacts(
                self,
                MessageId.of(now, random),
                request.caseRef(),
                Optional.of(request.id()),
                now,
                NodeFacts.LIFETIME,
                request.handledBy().orElseThrow(),
                Optional.empty(),
                Optional.empty(),
                to.directory().version(),
                Math.min(to.entry().schemaMax(), ReceivedMessage.SCHEMA_MAX));
        return switch (form.complete(draft, facts)) {
            case Form.Complete(Message message) -> message;
            case Form.Wrong(var violations) ->
                throw new IllegalStateException("an acknowledgement breaks rules: " + violations);
        };
    }

    private Optional<OutboxRow> accept(
            DeskLedger ledger, MessageId id, SealedMessage sealed, boolean mayBeAttempted, Instant at) {
        RequestRecord request = ledger.requests().find(id).orElseThrow();
        if (request.state() != RequestState.RECEIVED) {
            return Optional.empty(); // paid already
        }
        return switch (RequestLife.step(request.state(), Side.REQUESTED, new CaseEvent.Acknowledged())) {
            case RequestLife.Rejected _ -> Optional.empty();
            case RequestLife.Moved(var state) -> {
                if (!ledger.requests().replace(request.in(state))) {
                    throw new IllegalStateException("request %s changed within one transaction".formatted(id));
                }
                ledger.requests()
                        .happened(
                                id,
                                Happening.ofPerson(
                                        at,
                                        ACKNOWLEDGED,
                                        request.handledBy().orElseThrow(),
                                        "told to " + request.peer()));
                yield Optional.of(departures.accept(ledger, sealed, mayBeAttempted, at));
            }
        };
    }
}
