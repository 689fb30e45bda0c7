package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.Urgency;
import java.time.Instant;
import java.util.Optional;

/**
 * What a channel that was paged is told when nobody need be called about the incident any more.
 *
 * @param at when that came to be
 * @param person who has it; for channels that stay in the house only
 */
public record AllClearNotice(
        IncidentCode incident, Urgency urgency, AllClear.Why why, Instant at, Optional<String> person) {}
