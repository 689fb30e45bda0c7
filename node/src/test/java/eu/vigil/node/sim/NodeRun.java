package eu.vigil.node.sim;

import eu.vigil.node.boot.LinkPorts;
import eu.vigil.node.casework.Arrivals;
import eu.vigil.node.casework.Departures;
import eu.vigil.node.desk.DeskLedger;
import eu.vigil.node.desk.DeskRoom;
import eu.vigil.node.desk.Patience;
import eu.vigil.node.desk.RequestAlarm;
import eu.vigil.node.directory.Directories;
import eu.vigil.node.dispatch.Backoff;
import eu.vigil.node.dispatch.Dispatch;
import eu.vigil.node.dispatch.DispatchWatch;
import eu.vigil.node.dispatch.OutboxRow;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.dispatch.Resealing;
import eu.vigil.node.escalation.Bell;
import eu.vigil.node.escalation.Escalation;
import eu.vigil.node.escalation.JournalWrites;
import eu.vigil.node.escalation.Outcome;
import eu.vigil.node.escalation.PageCycle;
import eu.vigil.node.escalation.Scheduler;
import eu.vigil.node.escalation.StoredPageLinks;
import eu.vigil.node.intake.Intake;
import eu.vigil.node.intake.IntakeLimits;
import eu.vigil.node.intake.Scarcity;
import eu.vigil.node.journal.BatchLimits;
import eu.vigil.node.journal.Journal;
import eu.vigil.node.journal.Transactions;
import eu.vigil.node.link.DialledLinkEvents;
import eu.vigil.node.link.LinkListener;
import eu.vigil.node.operator.desk.Desk;
import eu.vigil.pki.directory.Enrolment;
import eu.vigil.pki.seal.Opener;
import eu.vigil.pki.seal.Sealer;
import eu.vigil.protocol.form.Form;
import eu.vigil.protocol.form.Rules;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.policy.Policy;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rooms of a node from one start to its end, wired as {@code node.boot} wires them, on the world's one thread. */
final class NodeRun implements Patience {
    private static final Rules RULES = new Rules();
    private static final Policy POLICY = Policy.builtIn();
    private static final BatchLimits BATCHES = new BatchLimits(160, 16, 1 << 20);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));
    /** Not as often as a real node looks, where nothing else is to do meanwhile. */
    private static final Duration DEADLINES_EVERY = Duration.ofSeconds(3);

    private static final Duration HOP_MAX = Duration.ofMillis(1);

    private final World world;
    private final Machine machine;
    private final Life life;
    private final Disk disk;
    private final Journal<DeskLedger> journal;
    private final Dispatch<DeskLedger> dispatch;
    private final PageCycle cycle;
    private final StoredPageLinks<DeskLedger> pageLinks;
    private final DeskRoom<DeskLedger> room;
    private final LinkPorts links;
    private final InstantSource clock;
    private long laneFreeAt;
    private boolean writing;

    NodeRun(World world, Machine machine, Life life, Transactions<? extends DeskLedger> store) {
        this.world = world;
        this.machine = machine;
        this.life = life;
        this.clock = machine::now;
        ParticipantId self = machine.id();
        Enrolment enrolment = Continent.enrolment(self);
        Directories directories = world.directories();
        disk = new Disk(world, machine, life, store);
        journal = new Journal<>(disk, clock, BATCHES, this::broken);
        Bell bell = new Bell();
        Escalation escalation = new Escalation(() -> Pager.PLAN, clock, machine.security(), bell);
        RequestAlarm alarm = new RequestAlarm(escalation);
        Departures<DeskLedger> departures = new Departures<>(alarm);
        Sealer sealer = new Sealer(enrolment.keys().signing(), machine.security());
        dispatch = new Dispatch<>(new Dispatch.Parts<>(
                self,
                journal,
                disk,
                departures,
                this::dial,
                directories::of,
                new Resealing(sealer),
                clock,
                machine.security(),
                BACKOFF,
                this::onLane,
                world.plant().alarms((delay, task) -> world.turns().in(delay, life, task)),
                DispatchWatch.NOBODY));
        JournalWrites<DeskLedger> pageWrites = new JournalWrites<>(journal);
        cycle = new PageCycle(
                () -> Pager.PLAN,
                Optional.of(URI.create("https://desk.example")),
                escalation,
                pageWrites,
                world.plant().sender(machine.pager()),
                (_, _, _) -> CompletableFuture.completedStage(new Outcome.Delivered(204)),
                clock,
                new Turn(),
                bell,
                machine.security(),
                self.value());
        room = new DeskRoom<>(new DeskRoom.Parts<>(
                self,
                "test",
                journal,
                disk,
                sealer,
                new Form(RULES),
                POLICY,
                directories::of,
                directories::all,
                departures,
                dispatch,
                escalation,
                alarm,
                this::listening,
                world::drills,
                clock,
                machine.security(),
                spread(),
                Runnable::run,
                this));
        Intake<DeskLedger> intake = new Intake<>(
                self,
                directories::of,
                new Opener(enrolment.keys().decryption()),
                POLICY,
                RULES,
                new Arrivals<>(self, POLICY, alarm),
                journal,
                spread(),
                spread(),
                room::accepted,
                clock,
                IntakeLimits.of(1, 2),
                () -> Scarcity.NONE);
        links = new LinkPorts(self, directories, intake, dispatch, disk, clock);
        pageLinks =
                new StoredPageLinks<>(() -> Pager.PLAN, escalation, disk::read, pageWrites, room.acknowledgements());
    }

    private void broken(@Nullable Throwable cause) {
        world.violated(Invariant.NO_DEFECT, "%s: the journal broke down: %s".formatted(machine, cause));
    }

    private Set<PeerId> listening() {
        return links.listening();
    }

    void start() {
        cycle.start();
        List<OutboxRow> waiting = disk.look(ledger -> ledger.outbox().waiting());
        dispatch.start(
                world.machines().stream()
                        .filter(peer -> !peer.equals(machine))
                        .map(peer -> new PeerId(Continent.NETWORK, peer.id()))
                        .toList(),
                waiting);
        room.start(new FixedRate(world.turns(), life), Duration.ofSeconds(30), DEADLINES_EVERY);
    }

    Desk desk() {
        return room.desk();
    }

    LinkListener listener() {
        return links.listener();
    }

    Dispatch<DeskLedger> dispatch() {
        return dispatch;
    }

    <A> A look(Function<? super DeskLedger, ? extends A> question) {
        return disk.look(question);
    }

    /** Whoever got the page opens its link, and presses the button. */
    void followsLink(String token) {
        var _ = pageLinks.describe(token, machine.now()).thenCompose(_ -> pageLinks.acknowledge(token, machine.now()));
    }

    void tend() {
        if (!writing && journal.depth() > 0) {
            writing = true;
            world.turns().in(world.faults().commitTime(), life, () -> {
                writing = false;
                journal.drainOnce();
            });
        }
    }

    private void dial(NetworkId network, ParticipantId peer, DialledLinkEvents events) {
        DialledLinkEvents told = world.plant().events(events);
        links.greeting(new PeerId(network, peer)).whenComplete((hello, failure) -> {
            if (hello == null) {
                world.violated(Invariant.NO_DEFECT, "no Hello: " + failure);
            } else {
                world.network().dial(machine, world.machine(peer), hello, told);
            }
        });
    }

    /** One thread: in order, and never two at once. */
    private void onLane(Runnable task) {
        laneFreeAt = Math.max(laneFreeAt, world.turns().elapsed());
        if (machine.chance().in(0.2)) {
            laneFreeAt += machine.chance().upTo(HOP_MAX).toNanos();
        }
        world.turns().at(laneFreeAt, life, task);
    }

    /** Some threads: what is given later may come first. */
    private Executor spread() {
        return task -> world.turns().in(machine.chance().upTo(HOP_MAX), life, task);
    }

    @Override
    public <A> A await(CompletionStage<A> stage, Duration most)
            throws InterruptedException, ExecutionException, TimeoutException {
        return world.turns().await(stage, most, life);
    }

    private final class Turn implements Scheduler {
        @Override
        public void execute(Runnable task) {
            world.turns().in(Duration.ZERO, life, task);
        }

        @Override
        public void after(Duration delay, Runnable task) {
            world.turns().in(delay, life, task);
        }
    }
}
