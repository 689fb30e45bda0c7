package eu.vigil.node.escalation.plan;

import java.time.Instant;
import java.util.Comparator;

/**
 * One step of one cycle and the instant at which it is due. The order is the plan's: by instant, then cycle, then step.
 *
 * @param cycle from 0
 * @param step from 0
 * @param due opening + the step's {@code after} + cycle times the repetition
 */
public record Firing(int cycle, int step, Instant due) implements Comparable<Firing> {
    private static final Comparator<Firing> ORDER =
            Comparator.comparing(Firing::due).thenComparingInt(Firing::cycle).thenComparingInt(Firing::step);

    @Override
    public int compareTo(Firing other) {
        return ORDER.compare(this, other);
    }
}
