package eu.vigil.node.escalation;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody has seen an incident.
 *
 * @param person key of who has; without one nothing may be told to the peer in anybody's name
 * @param personName the name that the peer sees
 */
public record IncidentAcknowledged(
        Incident incident, Optional<String> person, Optional<String> personName, Instant at) {}
