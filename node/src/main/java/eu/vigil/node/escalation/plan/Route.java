package eu.vigil.node.escalation.plan;

import java.util.Set;

/**
 * Which policy serves which incidents; the first route that matches wins.
 *
 * @param urgencies those that match; empty for all
 * @param policy the policy's name
 */
public record Route(Set<Urgency> urgencies, String policy) {
    public Route {
        urgencies = Set.copyOf(urgencies);
    }

    /** True if incidents of this urgency take this route. */
    public boolean matches(Urgency urgency) {
        return urgencies.isEmpty() || urgencies.contains(urgency);
    }
}
