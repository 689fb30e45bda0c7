package eu.vigil.node.escalation.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Which steps of which cycles are due for an incident; each step repeats by itself, without end.
 *
 * <p>The plan depends on nothing but the policy and the opening, so planning again, later or on another node, gives the
 * same sequence, of which what fired is a prefix.
 */
public final class Planner {
    private final Policy policy;
    private final Instant opened;

    /** The plan of one incident that was opened at {@code opened} under {@code policy}. */
    public Planner(Policy policy, Instant opened) {
        this.policy = policy;
        this.opened = opened;
    }

    /** When step {@code step} of cycle {@code cycle} is due. */
    public Instant due(int cycle, int step) {
        return opened.plus(policy.steps().get(step).after())
                .plus(policy.repeatEvery().multipliedBy(cycle));
    }

    /**
     * What is due after {@code after} and at or before {@code until}, in order: the first {@code max}, and those that are
     * due at the same instant as the last of them, so that one can go on after that instant.
     *
     * @param after the instant up to which all has fired; {@link Instant#MIN} at first
     */
    public List<Firing> between(Instant after, Instant until, int max) {
        PriorityQueue<Firing> next = new PriorityQueue<>();
        for (int step = 0; step < policy.steps().size(); step++) {
            next.add(firstAfter(after, step));
        }
        List<Firing> due = new ArrayList<>();
        while (true) {
            Firing firing = next.remove();
            boolean full =
                    due.size() >= max && !firing.due().equals(due.getLast().due());
            if (firing.due().isAfter(until) || full) {
                return List.copyOf(due);
            }
            due.add(firing);
            next.add(firing(firing.cycle() + 1, firing.step()));
        }
    }

    /** The first instant after {@code after} at which something is due. */
    public Instant nextAfter(Instant after) {
        Instant next = Instant.MAX;
        for (int step = 0; step < policy.steps().size(); step++) {
            Instant due = firstAfter(after, step).due();
            next = due.isBefore(next) ? due : next;
        }
        return next;
    }

    private Firing firstAfter(Instant after, int step) {
        Instant first = due(0, step);
        if (first.isAfter(after)) {
            return firing(0, step);
        }
        long whole = Duration.between(first, after).dividedBy(policy.repeatEvery());
        return firing(Math.toIntExact(whole + 1), step);
    }

    private Firing firing(int cycle, int step) {
        return new Firing(cycle, step, due(cycle, step));
    }
}
