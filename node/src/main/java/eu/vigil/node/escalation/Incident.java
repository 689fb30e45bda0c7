package eu.vigil.node.escalation;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that wants a human, as it stands.
 *
 * @param code its opaque name
 * @param about what it is about
 * @param policyVersion of the pinned policy by which people are called, whatever the configuration says later
 * @param openedAt from when steps count
 * @param plannedThrough every step due at or before it has fired; empty before the first
 * @param nextFiringAt when the next step is due; far away once nobody is to be called any more
 * @param state open until somebody acknowledges
 * @param acknowledgedBy key of the person; empty while open, and after an acknowledgement without a name
 * @param endedAt when it was acknowledged or closed
 * @param calledBy the incident that calls people in this one's place; empty if it calls them itself
 */
public record Incident(
        IncidentCode code,
        IncidentOpening about,
        String policyVersion,
        Instant openedAt,
        Optional<Instant> plannedThrough,
        Instant nextFiringAt,
        State state,
        Optional<String> acknowledgedBy,
        Optional<Instant> endedAt,
        Optional<IncidentCode> calledBy) {
    /** Where an incident stands. Only {@link #OPEN} pages anybody. */
    public enum State {
        OPEN,
        ACKNOWLEDGED,
        CLOSED
    }

    /** True while people are called. */
    public boolean isOpen() {
        return state == State.OPEN;
    }
}
