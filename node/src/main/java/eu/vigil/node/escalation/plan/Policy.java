package eu.vigil.node.escalation.plan;

import java.time.Duration;
import java.util.List;

/**
 * Steps that are repeated until somebody acknowledges; there is no last repetition.
 *
 * @param name the key under which the configuration has it
 * @param steps at least one, at most {@link #STEPS_MAX}
 * @param repeatEvery elapsed time from one cycle to the next, at least a second
 * @param catchAll called whenever a step or one of its targets reaches nobody
 */
public record Policy(String name, List<Step> steps, Duration repeatEvery, List<Target> catchAll) {
    /** More steps than any head of unit has superiors. */
    public static final int STEPS_MAX = 32;

    private static final Duration REPEAT_MIN = Duration.ofSeconds(1);

    /**
     * One step.
     *
     * @param after elapsed time from the incident's opening
     * @param targets whom it calls; an empty list is a fault that shows itself when the step fires
     */
    public record Step(Duration after, List<Target> targets) {
        /**
         * Copies the targets.
         *
         * @throws IllegalArgumentException if {@code after} is negative
         */
        public Step {
            targets = List.copyOf(targets);
            if (after.isNegative()) {
                throw new IllegalArgumentException("after: %s is negative; steps follow the opening".formatted(after));
            }
        }
    }

    /**
     * Copies and checks.
     *
     * @throws IllegalArgumentException if there is no step, too many, or the repetition is under a second
     */
    public Policy {
        steps = List.copyOf(steps);
        catchAll = List.copyOf(catchAll);
        if (steps.isEmpty() || steps.size() > STEPS_MAX) {
            throw new IllegalArgumentException("escalation.policies.%s.steps: %d steps; there must be 1 to %d"
                    .formatted(name, steps.size(), STEPS_MAX));
        }
        if (repeatEvery.compareTo(REPEAT_MIN) < 0) {
            throw new IllegalArgumentException(
                    "escalation.policies.%s.repeat-every: %s is under %s".formatted(name, repeatEvery, REPEAT_MIN));
        }
    }
}
