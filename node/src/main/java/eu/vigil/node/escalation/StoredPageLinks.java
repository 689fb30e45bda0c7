package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.plan.Person;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Page links as the store knows them.
 *
 * @param <T> the ledger
 */
public final class StoredPageLinks<T extends EscalationLedger> implements PageLinks {
    private static final int TOKEN_CHARS = 43;

    private final Supplier<EscalationPlan> plan;
    private final Escalation escalation;
    private final Asking<T> reads;
    private final Writes<T> writes;
    private final AcknowledgementListener<? super T> listener;

    /**
     * The store's reading side.
     *
     * @param <T> the ledger
     */
    @FunctionalInterface
    public interface Asking<T> {
        /** Asks a question of what is committed. */
        <A> CompletionStage<A> read(Function<? super T, ? extends A> question);
    }

    /** Wires it. */
    public StoredPageLinks(
            Supplier<EscalationPlan> plan,
            Escalation escalation,
            Asking<T> reads,
            Writes<T> writes,
            AcknowledgementListener<? super T> listener) {
        this.plan = plan;
        this.escalation = escalation;
        this.reads = reads;
        this.writes = writes;
        this.listener = listener;
    }

    @Override
    public CompletionStage<LinkView> describe(String token, Instant at) {
        return reads.read(ledger ->
                find(ledger, token).map(linked -> view(ledger, linked, at)).orElseGet(LinkView.NoSuch::new));
    }

    @Override
    public CompletionStage<LinkAnswer> acknowledge(String token, Instant at) {
        CompletionStage<Answered> written = writes.write((ledger, committed) -> answer(ledger, token, committed));
        return written.thenApply(answered -> {
            answered.news().forEach(listener::acknowledged);
            return answered.answer();
        });
    }

    private record Linked(Page page, Incident incident) {}

    private record Answered(LinkAnswer answer, List<IncidentAcknowledged> news) {}

    private static Optional<Linked> find(EscalationLedger ledger, String token) {
        if (token.length() != TOKEN_CHARS) {
            return Optional.empty();
        }
        return ledger.pageTokens()
                .find(Tokens.hash(token))
                .flatMap(id -> ledger.pages().find(id))
                .flatMap(page ->
                        ledger.incidents().find(page.key().incident()).map(incident -> new Linked(page, incident)));
    }

    private LinkView view(EscalationLedger ledger, Linked linked, Instant at) {
        Incident incident = linked.incident();
        if (!incident.isOpen()) {
            return new LinkView.Over(
                    incident.code(),
                    incident.acknowledgedBy().map(this::name),
                    incident.endedAt().orElseThrow());
        }
        return new LinkView.Asks(
                incident.code(),
                incident.about().kind(),
                incident.about().urgency(),
                incident.about().kind() == IncidentKind.FLOOD
                        ? ledger.incidents().calledBy(incident.code()).size()
                        : 1,
                linked.page().person().map(this::name),
                incident.openedAt(),
                incident.about().dueAt().map(due -> Duration.between(at, due)));
    }

    private Answered answer(T ledger, String token, Instant at) {
        Optional<Linked> found = find(ledger, token);
        if (found.isEmpty()) {
            return new Answered(new LinkAnswer.NoSuch(), List.of());
        }
        Incident incident = found.get().incident();
        Optional<String> person = found.get().page().person();
        List<Incident> others = ledger.incidents().calledBy(incident.code());
        if (!escalation.acknowledge(ledger, incident.code(), person, at)) {
            LinkAnswer over = new LinkAnswer.WasOver(
                    incident.code(),
                    incident.acknowledgedBy().map(this::name),
                    incident.endedAt().orElse(at));
            return new Answered(over, List.of());
        }
        List<IncidentAcknowledged> news = Stream.concat(Stream.of(incident), others.stream())
                .map(one -> ledger.incidents().find(one.code()).orElseThrow())
                .map(one -> new IncidentAcknowledged(one, person, person.map(this::name), at))
                .toList();
        news.forEach(one -> listener.acknowledging(ledger, one));
        return new Answered(
                new LinkAnswer.Acknowledged(incident.code(), person.map(this::name), at, toCall(incident.about())),
                news);
    }

    /** Who could not be reached over the wires has a telephone. */
    private static Optional<ParticipantId> toCall(IncidentOpening about) {
        return switch (about.kind()) {
            case NO_RECEIPT, PEER_UNREACHABLE -> about.peer();
            case REQUEST_RECEIVED,
                    ANSWER_RECEIVED,
                    FEASIBILITY_DUE,
                    FEASIBILITY_MISSED,
                    HOLD_LAPSING,
                    HOLD_LAPSED,
                    NOT_TAKEN,
                    CLOCKS_DIFFER,
                    CLOCK_STEPPED,
                    CERTIFICATE_EXPIRING,
                    LOG_DISAGREES,
                    FLOOD,
                    DRILL -> Optional.empty();
        };
    }

    private String name(String key) {
        Person person = plan.get().people().get(key);
        return person == null ? key : person.name();
    }
}
