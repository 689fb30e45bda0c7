package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.plan.Firing;
import eu.vigil.node.escalation.plan.Person;
import eu.vigil.node.escalation.plan.Planner;
import eu.vigil.node.escalation.plan.Policy;
import eu.vigil.node.escalation.plan.Reach;
import eu.vigil.node.escalation.plan.Target;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Turns due steps into pages, inside the caller's transaction.
 *
 * <p>Invariant: a step fires once per cycle and none is skipped; a step or target that reaches nobody makes the next step and
 * the catch-all fire in the same transaction, so there is no instant at which an open incident is nobody's.
 */
final class StepFiring {
    /** Pages that somebody asked for count from here on: a plan that repeats every second comes here after eleven days. */
    private static final int CYCLE_BY_HAND = 1_000_000;

    /** Steps of one incident in one transaction; more overdue ones follow in the next, at once. */
    private static final int FIRINGS_MAX = 128;

    private final Supplier<EscalationPlan> plan;
    private final InstantSource wall;
    private final RandomGenerator random;

    /** The wall clock says who is on call; what is due is the caller's to say. */
    StepFiring(Supplier<EscalationPlan> plan, InstantSource wall, RandomGenerator random) {
        this.plan = plan;
        this.wall = wall;
        this.random = random;
    }

    /** Fires, in order, what of this open incident's plan is due at or before {@code now}. */
    void fireDue(EscalationLedger ledger, Incident incident, Instant now) {
        Policy policy = ledger.pinnedPolicies().find(incident.policyVersion());
        Planner planner = new Planner(policy, incident.openedAt());
        Instant after = incident.plannedThrough().orElse(Instant.MIN);
        List<Firing> due = planner.between(after, now, FIRINGS_MAX);
        if (due.isEmpty()) {
            return;
        }
        for (Firing firing : due) {
            fire(ledger, incident, policy, firing, now);
        }
        Instant through = due.getLast().due();
        ledger.incidents().planned(incident.code(), through, planner.nextAfter(through));
    }

    /**
     * Pages again whomever the fired steps page, as cycles of their own far beyond those of the plan: no cycle that comes supersedes them,
     * and what the plan does in its own time is not touched.
     */
    void again(EscalationLedger ledger, Incident incident, Instant now) {
        Policy policy = ledger.pinnedPolicies().find(incident.policyVersion());
        List<Page> before = ledger.pages().of(incident.code());
        int cycle = before.stream()
                .mapToInt(page -> page.key().cycle() + 1)
                .filter(next -> next > CYCLE_BY_HAND)
                .max()
                .orElse(CYCLE_BY_HAND);
        before.stream().map(page -> page.key().step()).distinct().sorted().forEach(step -> {
            for (Target target : policy.steps().get(step).targets()) {
                page(ledger, incident, cycle, step, target, now, now);
            }
        });
    }

    /** Starts the next channel of a page's target beside it; without one the target is unreachable. */
    void failOver(EscalationLedger ledger, Page page, Instant now) {
        ledger.pages().failedOver(page.id());
        Page.Key key = page.key();
        Optional<String> next = nextChannel(page);
        if (next.isPresent()) {
            Page.Key beside = new Page.Key(key.incident(), key.cycle(), key.step(), key.target(), next.get());
            ledger.pages().insert(Page.waiting(PageId.of(random), beside, page.person(), page.dueAt(), now));
            return;
        }
        Incident incident = ledger.incidents().find(key.incident()).orElseThrow();
        Policy policy = ledger.pinnedPolicies().find(incident.policyVersion());
        fault(
                ledger,
                key.incident(),
                key.cycle(),
                key.step(),
                now,
                "%s: no channel has taken the page".formatted(key.target()));
        advance(ledger, incident, policy, key.cycle(), key.step(), now);
    }

    /** The channel that is tried after a page's own; empty if it was the last. */
    Optional<String> nextChannel(Page page) {
        EscalationPlan current = plan.get();
        Optional<Person> person = page.person()
                .flatMap(key -> Optional.ofNullable(current.people().get(key)));
        if (person.isEmpty()) {
            return Optional.empty();
        }
        List<String> channels = person.get().channels();
        int place = channels.indexOf(page.key().channel());
        return channels.stream()
                .skip(place + 1L)
                .filter(current.channels()::containsKey)
                .findFirst();
    }

    private void fire(EscalationLedger ledger, Incident incident, Policy policy, Firing firing, Instant now) {
        FiredStep fired = new FiredStep(incident.code(), firing.cycle(), firing.step(), firing.due(), now);
        if (!ledger.incidents().fired(fired)) {
            return; // the step before reached nobody, so this one went ahead
        }
        ledger.pages().supersede(incident.code(), firing.step(), firing.cycle());
        List<Target> targets = policy.steps().get(firing.step()).targets();
        Instant due = firing.due().isBefore(now) ? firing.due() : now;
        boolean reached = !targets.isEmpty();
        if (targets.isEmpty()) {
            fault(ledger, incident.code(), firing.cycle(), firing.step(), now, "the step calls nobody");
        }
        for (Target target : targets) {
            reached &= page(ledger, incident, firing.cycle(), firing.step(), target, due, now);
        }
        if (!reached) {
            advance(ledger, incident, policy, firing.cycle(), firing.step(), now);
        }
    }

    /** The next step of the cycle and the catch-all, once per step and cycle; at most as deep as a policy has steps. */
    private void advance(EscalationLedger ledger, Incident incident, Policy policy, int cycle, int step, Instant now) {
        if (!ledger.incidents().advanced(incident.code(), cycle, step)) {
            return;
        }
        for (Target target : policy.catchAll()) {
            page(ledger, incident, cycle, step, target, now, now);
        }
        if (step + 1 < policy.steps().size()) {
            Instant due = new Planner(policy, incident.openedAt()).due(cycle, step + 1);
            fire(ledger, incident, policy, new Firing(cycle, step + 1, due), now);
        }
    }

    /** False if the target reaches nobody. */
    private boolean page(
            EscalationLedger ledger, Incident incident, int cycle, int step, Target target, Instant due, Instant now) {
        return switch (Reach.of(plan.get(), target, wall.instant())) {
            case Reach.Reachable(var person, var channels) -> {
                Page.Key key = new Page.Key(incident.code(), cycle, step, target, channels.getFirst());
                ledger.pages().insert(Page.waiting(PageId.of(random), key, person, due, now));
                yield true;
            }
            case Reach.Unreachable(String why) -> {
                fault(ledger, incident.code(), cycle, step, now, why);
                yield false;
            }
        };
    }

    private static void fault(
            EscalationLedger ledger, IncidentCode incident, int cycle, int step, Instant now, String text) {
        ledger.incidents().fault(new StepFault(incident, cycle, step, now, text));
    }
}
