package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.node.escalation.webhook.ChannelSecrets;
import eu.vigil.node.escalation.webhook.StoredHooks;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.ParticipantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * One node's escalation on a virtual clock in one thread: time passes from event to event, the store keeps what is
 * committed, and the node can die between any two events.
 */
final class World {
    /** What a channel does with an attempt. */
    record Behaviour(Outcome outcome, Duration latency) {}

    /** One arrival of a webhook at a channel's far end. */
    record Arrival(Duration at, String channel, PageId id, Notice notice) {}

    /** One all-clear at a channel's far end. */
    record Told(Duration at, String channel, PageId id, AllClearNotice notice) {}

    private record Event(Duration at, long number, int life, Runnable task) {}

    static final Behaviour OK = new Behaviour(new Outcome.Delivered(204), Duration.ofMillis(20));
    static final Behaviour DOWN = new Behaviour(new Outcome.NotNow(500, Optional.empty()), Duration.ofMillis(20));
    static final Behaviour SILENT = new Behaviour(new Outcome.Unknown("no answer within 5 s"), Duration.ofSeconds(5));
    static final Behaviour GONE = new Behaviour(new Outcome.Refused("HTTP 410"), Duration.ofMillis(20));

    private static final Duration COMMIT = Duration.ofMillis(2);

    final EscalationLedger ledger;
    final List<Arrival> arrivals = new ArrayList<>();
    final List<Told> told = new ArrayList<>();
    final Map<String, IntFunction<Behaviour>> channels = new HashMap<>();
    IntFunction<Behaviour> tellings = _ -> OK;
    final SplittableRandom random = new SplittableRandom(7);
    EscalationPlan plan;
    Escalation escalation;
    PageCycle cycle;
    Runnable beforeSending = () -> {};
    Runnable afterSending = () -> {};
    Runnable beforeWriting = () -> {};
    Runnable afterWriting = () -> {};

    private final Map<String, Integer> attempts = new HashMap<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
    private final Instant start;
    private Duration elapsed = Duration.ZERO;
    private Duration jumped = Duration.ZERO;
    private Instant newest = Instant.MIN;
    private long numbers;
    private int life;
    private int subjects;

    World(EscalationPlan plan, Instant start, EscalationLedger ledger) {
        this.plan = plan;
        this.start = start;
        this.ledger = ledger;
        boot();
    }

    /** The node dies: what was not committed is gone. */
    void crash() {
        life++;
    }

    /** The node starts on what was committed. */
    void boot() {
        life++;
        Bell bell = new Bell();
        InstantSource clock = this::now;
        escalation = new Escalation(() -> plan, clock, random, bell);
        cycle = new PageCycle(
                () -> plan,
                Optional.of(URI.create("https://desk.example")),
                escalation,
                new Journal(),
                this::send,
                this::tell,
                clock,
                new Turns(),
                bell,
                random,
                "node-1");
        cycle.start();
    }

    /** The wall clock steps. */
    void jump(Duration by) {
        jumped = jumped.plus(by);
    }

    Instant now() {
        return start.plus(elapsed).plus(jumped);
    }

    Duration elapsed() {
        return elapsed;
    }

    /** Lets so much time pass. */
    void pass(Duration time) {
        Duration until = elapsed.plus(time);
        while (!events.isEmpty() && events.peek().at().compareTo(until) <= 0) {
            Event event = events.remove();
            elapsed = event.at();
            if (event.life() == life) {
                event.task().run();
            }
        }
        elapsed = until;
    }

    /** An urgent request is stored, in a transaction of its own. */
    Incident open() {
        return open(Urgency.URGENT);
    }

    Incident open(Urgency urgency) {
        return open("BE", urgency);
    }

    Incident open(String peer, Urgency urgency) {
        return open(peer, urgency, false);
    }

    /** The same, and nothing has happened. */
    Incident exercise() {
        return open("BE", Urgency.URGENT, true);
    }

    private Incident open(String peer, Urgency urgency, boolean drill) {
        Instant at = at();
        IncidentOpening about = new IncidentOpening(
                IncidentKind.REQUEST_RECEIVED,
                "EU-ART13/BE/" + subjects++,
                urgency,
                Optional.of(new ParticipantId(peer)),
                Optional.of(new CaseRef("BE-2026-000123")),
                Optional.of("PreservationRequest"),
                Optional.of(at.plus(Duration.ofHours(8))),
                drill);
        return escalation.open(ledger, about, at);
    }

    boolean acknowledge(Incident incident, String person) {
        return escalation.acknowledge(ledger, incident.code(), Optional.of(person), at());
    }

    List<Arrival> arrivalsAt(String channel) {
        return arrivals.stream().filter(one -> one.channel().equals(channel)).toList();
    }

    /** Seconds at which webhooks arrived at a channel, rounded down. */
    List<Long> secondsAt(String channel) {
        return arrivalsAt(channel).stream().map(one -> one.at().toSeconds()).toList();
    }

    private Instant at() {
        newest = newest.isAfter(now()) ? newest : now();
        return newest;
    }

    private void later(Duration delay, Runnable task) {
        events.add(new Event(elapsed.plus(delay), numbers++, life, task));
    }

    private CompletionStage<Outcome> send(Channel channel, PageId id, Notice notice) {
        int sending = life;
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        beforeSending.run();
        if (sending != life) {
            return outcome;
        }
        arrivals.add(new Arrival(elapsed, channel.name(), id, notice));
        int attempt = attempts.merge(channel.name(), 1, Integer::sum);
        afterSending.run();
        if (sending != life) {
            return outcome;
        }
        Behaviour behaviour = channels.getOrDefault(channel.name(), _ -> OK).apply(attempt);
        later(behaviour.latency(), () -> outcome.complete(behaviour.outcome()));
        return outcome;
    }

    private final class Turns implements Scheduler {
        @Override
        public void execute(Runnable task) {
            later(Duration.ZERO, task);
        }

        @Override
        public void after(Duration delay, Runnable task) {
            later(delay, task);
        }
    }

    private final class Journal implements Writes<EscalationLedger> {
        @Override
        public <R> CompletionStage<R> write(BiFunction<? super EscalationLedger, Instant, R> unit) {
            CompletableFuture<R> done = new CompletableFuture<>();
            later(COMMIT, () -> {
                int writing = life;
                beforeWriting.run();
                if (writing != life) {
                    return;
                }
                R result = unit.apply(ledger, at());
                afterWriting.run();
                if (writing == life) {
                    done.complete(result);
                }
            });
            return done;
        }
    }

    private CompletionStage<Outcome> tell(Channel channel, PageId id, AllClearNotice notice) {
        told.add(new Told(elapsed, channel.name(), id, notice));
        int attempt =
                Math.toIntExact(told.stream().filter(one -> one.id().equals(id)).count());
        Behaviour behaviour = tellings.apply(attempt);
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        later(behaviour.latency(), () -> outcome.complete(behaviour.outcome()));
        return outcome;
    }

    /** The matter ends, in a transaction of its own. */
    boolean close(Incident incident) {
        return escalation.close(ledger, incident.code(), at());
    }

    /** Acknowledgements from channels. */
    StoredHooks<EscalationLedger> hooks(ChannelSecrets secrets, AcknowledgementListener<EscalationLedger> listener) {
        return new StoredHooks<>(() -> plan, secrets, escalation, new Journal(), listener, this::now);
    }

    /** The store's two sides for page links. */
    StoredPageLinks<EscalationLedger> links(AcknowledgementListener<EscalationLedger> listener) {
        return new StoredPageLinks<>(() -> plan, escalation, new Reading(), new Journal(), listener);
    }

    private final class Reading implements StoredPageLinks.Asking<EscalationLedger> {
        @Override
        public <A> CompletionStage<A> read(Function<? super EscalationLedger, ? extends A> question) {
            return CompletableFuture.completedStage(question.apply(ledger));
        }
    }
}
