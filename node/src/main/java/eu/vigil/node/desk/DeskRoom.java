package eu.vigil.node.desk;

import eu.vigil.node.casework.Answers;
import eu.vigil.node.casework.CaseAlarm;
import eu.vigil.node.casework.Departures;
import eu.vigil.node.casework.DueWatches;
import eu.vigil.node.casework.Progress;
import eu.vigil.node.dispatch.Dispatch;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.drill.DrillSettings;
import eu.vigil.node.escalation.AcknowledgementListener;
import eu.vigil.node.escalation.Escalation;
import eu.vigil.node.escalation.IncidentAcknowledged;
import eu.vigil.node.journal.Journal;
import eu.vigil.node.journal.Reads;
import eu.vigil.node.operator.desk.Calls;
import eu.vigil.node.operator.desk.Desk;
import eu.vigil.node.operator.desk.Drills;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.seal.Sealer;
import eu.vigil.protocol.form.Form;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.policy.Policy;
import eu.vigil.protocol.wire.Message;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The desk, put together.
 *
 * @param <T> the ledger
 */
public final class DeskRoom<T extends DeskLedger> {
    private static final Duration DRILLS_EVERY = Duration.ofSeconds(2);

    private final AnswerCalls answerCalls;
    private final Acknowledging<T> acknowledging;
    private final DeadlineWatch<T> deadlines;
    private final SearchKeeping<T> search;
    private final Reachability<T> reachability;
    private final Drilling<T> drilling;
    private final DrillAnswers<T> drillAnswers;
    private final Calling<T> calling;
    private final CaseDesk<T> desk;
    private final Executor workers;

    /**
     * What it is made of.
     *
     * @param listening peers that hold a link to us
     * @param drills how often peers are tried, as the configuration has it at the moment
     * @param workers threads that may wait
     * @param unhurried computes what is not urgent, behind everything else
     * @param patience how they wait
     * @param <T> the ledger
     */
    public record Parts<T extends DeskLedger>(
            ParticipantId self,
            String version,
            Journal<T> journal,
            Reads<T> reads,
            Sealer sealer,
            Form form,
            Policy policy,
            Function<NetworkId, Optional<DirectoryView>> directory,
            Supplier<Collection<DirectoryView>> directories,
            Departures<T> departures,
            Dispatch<T> dispatch,
            Escalation escalation,
            CaseAlarm<? super T> alarm,
            Supplier<Set<PeerId>> listening,
            Supplier<DrillSettings> drills,
            InstantSource clock,
            RandomGenerator random,
            Executor workers,
            Executor unhurried,
            Patience patience) {}

    /** Puts it together. */
    public DeskRoom(Parts<T> parts) {
        Ledgers<T> ledgers = new Ledgers<>(parts.journal(), parts.reads(), parts.patience());
        Letters letters = new Letters(parts.self(), parts.sealer(), parts.policy(), parts.directory());
        this.answerCalls = new AnswerCalls(parts.escalation());
        Reading<T> reading = new Reading<>(ledgers, letters, answerCalls);
        Progress<T> progress = new Progress<>(parts.alarm());
        Post<T> post = new Post<>(
                parts.self(),
                ledgers,
                letters,
                parts.form(),
                parts.unhurried(),
                parts.departures(),
                parts.dispatch(),
                parts.clock());
        Releasing<T> releasing = new Releasing<>(
                ledgers, post, parts.policy(), progress, reading, answerCalls, parts.clock(), parts.random());
        this.workers = parts.workers();
        this.acknowledging = new Acknowledging<>(
                ledgers,
                post,
                new Answers(parts.policy()),
                progress,
                parts.escalation(),
                parts.clock(),
                parts.random(),
                parts.workers());
        this.search = new SearchKeeping<>(ledgers, parts.clock());
        this.deadlines = new DeadlineWatch<>(ledgers, new DueWatches<>(parts.alarm()), parts.clock());
        Probes probes = new Probes(post, parts.clock(), parts.random());
        DrillAlarm drillAlarm = new DrillAlarm(parts.escalation());
        this.reachability =
                new Reachability<>(post, probes, parts.directories(), parts.clock(), parts.random(), parts.patience());
        this.drilling = new Drilling<>(
                parts.self(),
                ledgers,
                post,
                probes,
                drillAlarm,
                parts.directories(),
                parts.drills(),
                parts.clock(),
                parts.random());
        this.drillAnswers =
                new DrillAnswers<>(parts.self(), ledgers, post, probes, drillAlarm, parts.clock(), parts.workers());
        this.calling = new Calling<>(
                parts.self(), ledgers, parts.escalation(), parts.directories(), parts.clock(), parts.random());
        this.desk = new CaseDesk<>(
                ledgers,
                new Drafting<>(
                        parts.self(),
                        ledgers,
                        parts.form(),
                        post,
                        releasing,
                        progress,
                        reading,
                        parts.clock(),
                        parts.random()),
                releasing,
                acknowledging,
                new Linking<>(ledgers, reading),
                reachability,
                reading,
                new Standing<>(
                        parts.self(),
                        parts.version(),
                        ledgers,
                        parts.directories(),
                        parts.dispatch(),
                        parts.listening(),
                        parts.clock()));
    }

    /** Pays acknowledgements that an earlier run still owes, looks for deadlines and keeps search words, now and every so often. */
    public void start(ScheduledExecutorService timer, Duration owedEvery, Duration deadlinesEvery) {
        var _ = timer.scheduleWithFixedDelay(
                () -> workers.execute(acknowledging::payAll), 0, owedEvery.toMillis(), TimeUnit.MILLISECONDS);
        var _ = timer.scheduleWithFixedDelay(
                () -> workers.execute(this::lookForDeadlines), 0, deadlinesEvery.toMillis(), TimeUnit.MILLISECONDS);
        var _ = timer.scheduleWithFixedDelay(
                () -> workers.execute(this::keepSearchWords), 0, deadlinesEvery.toMillis(), TimeUnit.MILLISECONDS);
        var _ = timer.scheduleWithFixedDelay(
                () -> workers.execute(this::tryPeers),
                DRILLS_EVERY.toMillis(),
                DRILLS_EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Calls somebody about each deadline that is near or missed by now. Waits for the store. */
    public void lookForDeadlines() {
        deadlines.look();
    }

    /** Lets cases be found by what their newest messages say. Waits for the store. */
    public void keepSearchWords() {
        search.keep();
    }

    /** Tries the peers whose turn it is, and pays answers that are owed to theirs. Waits for the store. */
    public void tryPeers() {
        drillAnswers.payAll();
        drilling.look();
    }

    /** Tests and drills, for people. */
    public Drills drills() {
        return drilling;
    }

    /** Incidents, for those who look after the pager. */
    public Calls calls() {
        return calling;
    }

    /** A message was accepted from a peer. Does not block. */
    public void accepted(Message message) {
        if (message.hasReachabilityTest() || message.hasReachabilityResponse()) {
            workers.execute(() -> reachability.accepted(message));
        }
    }

    /** What follows from an acknowledgement through a page. */
    public AcknowledgementListener<T> acknowledgements() {
        return new AcknowledgementListener<>() {
            @Override
            public void acknowledging(T transaction, IncidentAcknowledged what) {
                acknowledging.acknowledging(transaction, what);
                drillAnswers.acknowledging(transaction, what);
                answerCalls.acknowledging(transaction, what);
            }

            @Override
            public void acknowledged(IncidentAcknowledged what) {
                acknowledging.acknowledged(what);
                drillAnswers.acknowledged(what);
            }
        };
    }

    /** What people at the desk can ask. */
    public Desk desk() {
        return desk;
    }
}
