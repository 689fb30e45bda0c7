package eu.vigil.node.desk;

import static eu.vigil.node.casework.Happening.What.PAGE_ACKNOWLEDGED;

import eu.vigil.node.casework.Answers;
import eu.vigil.node.casework.Happening;
import eu.vigil.node.casework.Progress;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.casework.StoredMessage;
import eu.vigil.node.escalation.AcknowledgementListener;
import eu.vigil.node.escalation.Escalation;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentAcknowledged;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.journal.Priority;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.form.Draft;
import eu.vigil.protocol.form.NodeFacts;
import eu.vigil.protocol.id.MessageId;
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

    private final Ledgers<T> ledgers;
    private final Post<T> post;
    private final Answers answers;
    private final Progress<? super T> progress;
    private final Escalation escalation;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Executor workers;

    Acknowledging(
            Ledgers<T> ledgers,
            Post<T> post,
            Answers answers,
            Progress<? super T> progress,
            Escalation escalation,
            InstantSource clock,
            RandomGenerator random,
            Executor workers) {
        this.ledgers = ledgers;
        this.post = post;
        this.answers = answers;
        this.progress = progress;
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
                    read(ledger, request.id(), at);
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
            read(ledger, request.id(), what.at());
        }
    }

    @Override
    public void acknowledged(IncidentAcknowledged what) {
        if (what.incident().about().kind() == IncidentKind.REQUEST_RECEIVED
                && what.personName().isPresent()) {
            workers.execute(() -> pay(RequestAlarm.request(what.incident())));
        }
    }

    /** A notice is done with once somebody has it: nobody is told. */
    private void read(T ledger, MessageId id, Instant at) {
        RequestRecord request = ledger.requests().find(id).orElseThrow();
        if (request.isNotice()) {
            progress.to(ledger, request.in(RequestState.ACKNOWLEDGED), at);
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
            if (owed.request().isNotice()) {
                return;
            }
            switch (post.send(letter(owed), (ledger, message, _, at) -> told(ledger, id, message, at))) {
                case Post.Posted.Accepted _, Post.Posted.Late _ -> {} // paid now, or before
                case Post.Posted.Wrong(var violations) ->
                    LOG.atWarn()
                            .addKeyValue("id", id)
                            .addKeyValue("why", violations)
                            .log("an acknowledgement waits");
            }
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

    private Post.Letter letter(Owed owed) {
        RequestRecord request = owed.request();
        Draft draft = Draft.about(
                Contents.of(owed.message()),
                request.peer(),
                Message.newBuilder()
                        .setAcknowledgement(Acknowledgement.newBuilder()
                                .setNationalReference(
                                        request.nationalReference().orElseThrow()))
                        .build());
        return new Post.Letter(
                draft,
                MessageId.of(clock.instant(), random),
                Optional.of(request.caseRef()),
                Optional.of(request.id()),
                request.handledBy().orElseThrow(),
                Optional.empty(),
                Optional.empty(),
                NodeFacts.LIFETIME);
    }

    private Optional<String> told(T ledger, MessageId id, Message message, Instant at) {
        RequestRecord request = ledger.requests().find(id).orElseThrow();
        if (request.state() != RequestState.RECEIVED) {
            return Optional.of("paid already, or the request has ended");
        }
        return switch (answers.of(request, message, Side.REQUESTED)) {
            case Answers.Result.Unfit(var _, var why) -> Optional.of(why);
            case Answers.Result.OutOfOrder(var why) -> Optional.of(why);
            case Answers.Result.Fits(var changed, var what, var _) -> {
                progress.to(ledger, changed, at);
                ledger.requests()
                        .happened(
                                id,
                                Happening.ofPerson(
                                                at,
                                                what,
                                                request.handledBy().orElseThrow(),
                                                "told to " + request.peer())
                                        .of(MessageId.of(message.getHeader().getMessageId())));
                yield Optional.empty();
            }
        };
    }
}
