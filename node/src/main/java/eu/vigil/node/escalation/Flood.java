package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When one peer's incidents are so many that another call about each would only drown the others (escalation.md, rule 11): then one
 * incident calls for all that are as urgent. Each stays open and keeps its deadlines. Exercises are called for apart: what is real never
 * hides behind one.
 */
final class Flood {
    /** Open incidents of one peer within {@link #WINDOW} that each call for themselves. */
    static final int CALLING_MAX = 10;

    static final Duration WINDOW = Duration.ofMinutes(10);

    private Flood() {}

    /** True if one more incident of this peer is too many. */
    static boolean swallows(Incidents incidents, IncidentOpening about, Instant at) {
        return about.kind() != IncidentKind.FLOOD
                && about.peer()
                        .filter(peer -> incidents.openSince(peer, at.minus(WINDOW), CALLING_MAX) >= CALLING_MAX)
                        .isPresent();
    }

    /** The incident that calls for the others of this peer and urgency from now on. */
    static IncidentOpening opening(ParticipantId peer, Urgency urgency, IncidentOpening first, Instant at) {
        return new IncidentOpening(
                IncidentKind.FLOOD,
                "%s/%s/%s%s".formatted(peer, urgency, at, first.drill() ? "/drill" : ""),
                urgency,
                Optional.of(peer),
                Optional.empty(),
                Optional.empty(),
                first.dueAt(),
                first.drill());
    }
}
