package eu.vigil.node.escalation.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page as it stands in a plan, before anything has happened.
 *
 * @param at when its step is due
 * @param person who is called; empty for a channel that nobody in particular watches, or if nobody can be reached
 * @param channel the first channel; empty if nobody can be reached
 */
public record PlannedPage(
        Instant at, int cycle, int step, Target target, Optional<String> person, Optional<String> channel) {

    /**
     * The first {@code max} pages of an incident opened at {@code opened}, up to and including {@code until}, if nothing
     * fails: who is on call is looked up at each step's instant.
     */
    public static List<PlannedPage> preview(
            EscalationPlan plan, Policy policy, Instant opened, Instant until, int max) {
        List<PlannedPage> pages = new ArrayList<>();
        for (Firing firing : new Planner(policy, opened).between(Instant.MIN, until, max)) {
            for (Target target : policy.steps().get(firing.step()).targets()) {
                pages.add(of(firing, target, Reach.of(plan, target, firing.due())));
            }
        }
        return List.copyOf(pages.subList(0, Math.min(max, pages.size())));
    }

    private static PlannedPage of(Firing firing, Target target, Reach reach) {
        return switch (reach) {
            case Reach.Reachable(var person, var channels) ->
                new PlannedPage(
                        firing.due(), firing.cycle(), firing.step(), target, person, Optional.of(channels.getFirst()));
            case Reach.Unreachable _ ->
                new PlannedPage(
                        firing.due(), firing.cycle(), firing.step(), target, Optional.empty(), Optional.empty());
        };
    }
}
