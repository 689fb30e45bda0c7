package eu.vigil.node.drill;

import java.time.Duration;

/**
 * How often peers are tried.
 *
 * @param machineEvery each node
 * @param unreachableAfter without an answer for so long somebody is told
 * @param human whether duty officers are paged at all
 * @param humanEvery the longest time between two drills of one peer
 * @param humanMost how long a drill waits for a human
 */
public record DrillSettings(
        Duration machineEvery, Duration unreachableAfter, boolean human, Duration humanEvery, Duration humanMost) {
    /** A node that does not answer a machine in this time has failed the test. */
    public static final Duration MACHINE_MOST = Duration.ofMinutes(1);

    /** How long a test of this level waits for its answer. */
    public Duration most(Level level) {
        return switch (level) {
            case MACHINE -> MACHINE_MOST;
            case HUMAN -> humanMost;
        };
    }
}
