package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.node.escalation.plan.EscalationPlan;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls people until somebody acknowledges: claims what is due in one transaction, sends outside any, writes the results in
 * another. Whoever was called is told when it is over ({@link AllClear}). It looks when the {@link Bell} rings, when something becomes due, and once a second in any case.
 *
 * <p>Invariant: a claim is written before its attempt begins and its outcome after it ended, so whatever instant the process
 * dies at, the page is sent again under the same id. Only the scheduler's thread touches the fields.
 */
public final class PageCycle {
    /** Attempts that may be under way at once. */
    static final int IN_FLIGHT_MAX = 128;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration ORDER_GAP_MAX = Duration.ofMillis(100);
    private static final Duration ORDER_SPREAD_MAX = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(PageCycle.class);

    private final Supplier<EscalationPlan> plan;
    private final Optional<URI> links;
    private final Writes<? extends EscalationLedger> writes;
    private final PageSender sender;
    private final InstantSource clock;
    private final Scheduler scheduler;
    private final Bell bell;
    private final PageRound round;
    private final AllClearRound endings;
    private final AllClearSending allClears;
    private final String owner;

    private final AtomicBoolean rung = new AtomicBoolean();
    private final AtomicReference<EscalationHealth> health =
            new AtomicReference<>(new EscalationHealth(Optional.empty(), Duration.ZERO));
    private Duration ahead = Duration.ZERO;
    private boolean looking;
    private boolean lookAgain;
    private boolean stopped;
    private int inFlight;
    private long lookNumber;

    /**
     * Wires it; nothing happens before {@link #start}.
     *
     * @param links where the operator's side serves page links; empty if nowhere
     * @param random unpredictable: it makes the tokens of page links
     * @param owner this replica's name; two that run at once must not share it
     */
    public PageCycle(
            Supplier<EscalationPlan> plan,
            Optional<URI> links,
            Escalation escalation,
            Writes<? extends EscalationLedger> writes,
            PageSender sender,
            AllClearSender allClears,
            InstantSource clock,
            Scheduler scheduler,
            Bell bell,
            RandomGenerator random,
            String owner) {
        this.plan = plan;
        this.links = links;
        this.writes = writes;
        this.sender = sender;
        this.clock = clock;
        this.scheduler = scheduler;
        this.bell = bell;
        this.round = new PageRound(escalation.firing(), random, owner);
        this.endings = new AllClearRound(owner);
        this.allClears = new AllClearSending(plan, allClears, writes, endings, scheduler, this::now);
        this.owner = owner;
    }

    /** Takes up what an earlier run under the same owner left, and goes on until {@link #stop}. */
    public void start() {
        bell.answeredBy(this::ring);
        scheduler.execute(this::takeUp);
    }

    /** Claims nothing more; attempts under way may end. */
    public void stop() {
        bell.answeredBy(() -> {});
        scheduler.execute(() -> stopped = true);
    }

    /** Whether the pager lives; from any thread. */
    public EscalationHealth health() {
        return health.get();
    }

    private void ring() {
        if (rung.compareAndSet(false, true)) {
            scheduler.execute(() -> {
                rung.set(false);
                look();
            });
        }
    }

    private void takeUp() {
        CompletionStage<Integer> released = writes.write((EscalationLedger ledger, Instant at) ->
                ledger.pages().release(owner, at) + ledger.allClears().release(owner, at));
        released.whenComplete((count, failure) -> scheduler.execute(() -> {
            if (failure != null) {
                LOG.atError().setCause(failure).log("escalation could not take up its pages and tries again");
                scheduler.after(LOOK_EVERY, this::takeUp);
                return;
            }
            if (count > 0) {
                LOG.atWarn().addKeyValue("pages", count).log("attempts with unknown outcome are sent again");
            }
            look();
        }));
    }

    /** One look at a time; a ring meanwhile makes another one follow. */
    private void look() {
        if (stopped) {
            return;
        }
        if (looking) {
            lookAgain = true;
            return;
        }
        looking = true;
        lookAgain = false;
        lookNumber++;
        int room = IN_FLIGHT_MAX - inFlight;
        Instant asked = now();
        int roomForEndings = allClears.room();
        CompletionStage<Looked> found = writes.write((EscalationLedger ledger, Instant at) -> {
            PageRound.Found pages = round.claim(ledger, later(asked, at), room);
            return new Looked(pages, endings.claim(ledger, pages.now(), roomForEndings));
        });
        found.whenComplete((result, failure) -> scheduler.execute(() -> looked(result, failure)));
    }

    private record Looked(PageRound.Found pages, List<AllClearClaim> endings) {}

    private void looked(@Nullable Looked result, @Nullable Throwable failure) {
        looking = false;
        if (result == null) {
            LOG.atError().setCause(failure).log("escalation could not look for what is due and tries again");
            lookAfter(LOOK_EVERY);
            return;
        }
        PageRound.Found found = result.pages();
        // The journal's time never goes back. If it is ahead of ours, our clock was set back: go on from there.
        // Ours is that of now, not of the question: a node that stood still in between is late, and its clock is right.
        Instant now = now();
        if (found.now().isAfter(now)) {
            ahead = ahead.plus(Duration.between(now, found.now()));
        }
        Duration overdue = found.oldestUnreached()
                .map(due -> Duration.between(due, found.now()))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
        health.set(new EscalationHealth(Optional.of(clock.instant()), overdue));
        inFlight += found.attempts().size();
        startInOrder(found.attempts());
        allClears.start(result.endings());
        if (lookAgain) {
            look();
            return;
        }
        Duration wait = found.nextDue()
                .map(due -> Duration.between(now(), due))
                .filter(due -> inFlight < IN_FLIGHT_MAX && due.compareTo(LOOK_EVERY) < 0)
                .orElse(LOOK_EVERY);
        lookAfter(wait.isNegative() ? Duration.ZERO : wait);
    }

    private void lookAfter(Duration delay) {
        long number = lookNumber;
        scheduler.after(delay, () -> {
            if (number == lookNumber) { // else another look has come first, and has its own successor
                look();
            }
        });
    }

    /** Attempts of one incident begin in the plan's order, each when the one before was answered or a moment has passed. */
    private void startInOrder(List<PageRound.Attempt> attempts) {
        Map<IncidentCode, Deque<PageRound.Attempt>> queues = new LinkedHashMap<>();
        for (PageRound.Attempt attempt : attempts) {
            queues.computeIfAbsent(attempt.claim().incident().code(), _ -> new ArrayDeque<>())
                    .add(attempt);
        }
        for (Deque<PageRound.Attempt> queue : new ArrayList<>(queues.values())) {
            Duration spread = ORDER_SPREAD_MAX.dividedBy(queue.size());
            startNext(queue, spread.compareTo(ORDER_GAP_MAX) < 0 ? spread : ORDER_GAP_MAX);
        }
    }

    private void startNext(Deque<PageRound.Attempt> queue, Duration gap) {
        PageRound.Attempt attempt = queue.poll();
        if (attempt == null) {
            return;
        }
        AtomicBoolean followed = new AtomicBoolean();
        Runnable follow = () -> {
            if (followed.compareAndSet(false, true)) {
                startNext(queue, gap);
            }
        };
        if (!queue.isEmpty()) {
            scheduler.after(gap, follow);
        }
        send(attempt)
                .whenComplete((outcome, failure) -> scheduler.execute(() -> {
                    follow.run();
                    Outcome ended = outcome != null ? outcome : new Outcome.Unknown(String.valueOf(failure));
                    settle(attempt.claim(), ended);
                }));
    }

    private CompletionStage<Outcome> send(PageRound.Attempt attempt) {
        Page page = attempt.claim().page();
        Channel channel = plan.get().channels().get(page.key().channel());
        if (channel == null) {
            return CompletableFuture.completedStage(new Outcome.Refused(
                    "channel '%s' is no longer configured".formatted(page.key().channel())));
        }
        return sender.send(channel, page.id(), notice(attempt, channel));
    }

    private Notice notice(PageRound.Attempt attempt, Channel channel) {
        Incident incident = attempt.claim().incident();
        IncidentOpening about = incident.about();
        Page page = attempt.claim().page();
        Instant now = now();
        Duration late = Duration.between(page.dueAt(), now);
        Optional<Notice.Internal> internal = Optional.of(new Notice.Internal(
                        about.kind(),
                        about.peer(),
                        about.caseRef(),
                        about.messageKind(),
                        page.person(),
                        page.key().cycle(),
                        page.key().step(),
                        attempt.incidents()))
                .filter(_ -> channel.internal());
        return new Notice(
                incident.code(),
                about.urgency(),
                page.dueAt(),
                attempt.dueAt().map(due -> Duration.between(now, due)),
                late.isNegative() ? Duration.ZERO : late,
                links.map(base -> PageLinks.uri(base, attempt.token())),
                internal);
    }

    private void settle(Claim claim, Outcome outcome) {
        inFlight--;
        Instant asked = now();
        Page page = claim.page();
        LOG.atInfo()
                .addKeyValue("incident", claim.incident().code())
                .addKeyValue("page", page.id())
                .addKeyValue("channel", page.key().channel())
                .addKeyValue("attempt", page.attempts())
                .addKeyValue("outcome", outcome.text())
                .log("page attempted");
        CompletionStage<Boolean> settled = writes.write(
                (EscalationLedger ledger, Instant at) -> round.settle(ledger, claim, outcome, later(asked, at)));
        settled.whenComplete((held, failure) -> scheduler.execute(() -> {
            if (failure != null) {
                // The lease will end, and the page is then sent again: twice is better than never.
                LOG.atError().setCause(failure).addKeyValue("page", page.id()).log("a page's result was not written");
            } else if (!held) {
                LOG.atWarn().addKeyValue("page", page.id()).log("a page's claim had ended before its result came");
            }
            look();
        }));
    }

    private Instant now() {
        return clock.instant().plus(ahead);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
