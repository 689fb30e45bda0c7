package eu.vigil.node.sim;

import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.Notice;
import eu.vigil.node.escalation.plan.Firing;
import eu.vigil.node.escalation.plan.Planner;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** When, at the latest, each step of each open incident must have been attempted, by the plan alone. */
final class PageDeadlines {
    /** From when a step is due, or the node is up again, to its first attempt. */
    private static final Duration IN_TIME = Duration.ofSeconds(5);

    /** How long a node may be at older pages first: a clock that jumps makes hundreds due in one instant. */
    private static final Duration CATCHING_UP_MAX = Duration.ofSeconds(60);

    /** A node that is catching up makes one attempt after another. */
    private static final Duration BETWEEN_ATTEMPTS_MAX = Duration.ofSeconds(6);

    /** Those claimed together begin within a second of each other, and those claimed next do not wait for them. */
    private static final Duration BEGUN_WITHIN = Duration.ofSeconds(1);

    private final World world;
    private final BiPredicate<Machine, IncidentCode> isOpen;
    private final PriorityQueue<Expected> expected = new PriorityQueue<>(Comparator.comparingLong(Expected::by));
    private final Map<Step, NavigableSet<Integer>> attempts = new HashMap<>();
    private final Map<Machine, Latest> latest = new HashMap<>();
    private final Map<IncidentCode, Latest> latestOf = new HashMap<>();

    private record Expected(long by, long patienceEnds, Machine node, Incident incident, Firing firing) {
        Expected notBefore(long later) {
            return new Expected(later, later + CATCHING_UP_MAX.toNanos(), node, incident, firing);
        }

        Expected again(long later) {
            return new Expected(later, patienceEnds, node, incident, firing);
        }
    }

    /** What a node attempted last, and when. */
    private record Latest(long at, Instant due) {}

    /** A step of an incident's policy, which comes round in cycle after cycle. */
    private record Step(IncidentCode incident, int step) {}

    PageDeadlines(World world, BiPredicate<Machine, IncidentCode> isOpen) {
        this.world = world;
        this.isOpen = isOpen;
    }

    /** From now on its steps are expected, unless another incident calls for it: that one was opened too. */
    void opened(Machine node, Incident incident) {
        if (incident.calledBy().isEmpty()) {
            expect(node, incident, Instant.MIN);
        }
    }

    private void expect(Machine node, Incident incident, Instant after) {
        Planner planner = new Planner(Pager.PLAN.policyFor(incident.about().urgency()), incident.openedAt());
        Instant next = planner.nextAfter(after);
        for (Firing firing : planner.between(after, next, 1)) {
            long by = node.elapsed(firing.due()) + IN_TIME.toNanos();
            long patienceEnds = Math.max(by, world.turns().elapsed()) + CATCHING_UP_MAX.toNanos();
            expected.add(new Expected(by, patienceEnds, node, incident, firing));
        }
    }

    /** A node has tried to page somebody. */
    void attempted(Machine node, Notice notice) {
        Latest now = new Latest(world.turns().elapsed(), notice.dueAt());
        latest.put(node, now);
        latestOf.put(notice.incident(), now);
        Notice.Internal internal = notice.internal().orElseThrow();
        attempts.computeIfAbsent(new Step(notice.incident(), internal.step()), _ -> new TreeSet<>())
                .add(internal.cycle());
    }

    int attempts() {
        return attempts.values().stream().mapToInt(Set::size).sum();
    }

    void check() {
        long now = world.turns().elapsed();
        while (!expected.isEmpty() && expected.peek().by() < now) {
            check(expected.remove(), now);
        }
    }

    private void check(Expected due, long now) {
        Incident incident = due.incident();
        if (!isOpen.test(due.node(), incident.code())) {
            return;
        }
        Firing firing = due.firing();
        long inTimeFrom = due.node().upSince().orElse(now) + IN_TIME.toNanos();
        if (wasAttempted(incident, firing)) {
            expect(due.node(), incident, firing.due());
        } else if (inTimeFrom >= now) {
            expected.add(due.notBefore(inTimeFrom + 1));
        } else if (now < due.patienceEnds() && isAtOlder(due, now)) {
            expected.add(due.again(now + Duration.ofSeconds(1).toNanos()));
        } else {
            boolean first = firing.cycle() == 0
                    && firing.step() == 0
                    && incident.about().kind() == IncidentKind.REQUEST_RECEIVED;
            world.violated(
                    first ? Invariant.EVERY_REQUEST_IS_PAGED : Invariant.EVERY_STEP_IS_FIRED,
                    "%s did not attempt step %d of cycle %d of %s for %s, due %s; its books say %s"
                            .formatted(
                                    due.node(),
                                    firing.step() + 1,
                                    firing.cycle(),
                                    incident.code(),
                                    incident.about().kind(),
                                    firing.due(),
                                    books(due.node(), incident.code())));
        }
    }

    private static String books(Machine node, IncidentCode code) {
        return node.isUp()
                ? node.look(ledger -> "%s %s"
                        .formatted(ledger.incidents().find(code), ledger.pages().of(code)))
                : "nothing, it is down";
    }

    /** Or the same step of a later cycle was, which stands for it: whoever slept through some cycles is called once. */
    private boolean wasAttempted(Incident incident, Firing firing) {
        NavigableSet<Integer> cycles = attempts.get(new Step(incident.code(), firing.step()));
        return cycles != null && cycles.ceiling(firing.cycle()) != null;
    }

    private boolean isAtOlder(Expected due, long now) {
        // Incidents are caught up with side by side: another one's attempt may be a later step's.
        return isAtOlder(latest.get(due.node()), due, now)
                || isAtOlder(latestOf.get(due.incident().code()), due, now);
    }

    private static boolean isAtOlder(@Nullable Latest last, Expected due, long now) {
        if (last == null) {
            return false;
        }
        Duration since = Duration.ofNanos(now - last.at());
        boolean older = !last.due().isAfter(due.firing().due());
        return since.compareTo(older ? BETWEEN_ATTEMPTS_MAX : BEGUN_WITHIN) < 0;
    }
}
