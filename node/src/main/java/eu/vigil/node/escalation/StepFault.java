package eu.vigil.node.escalation;

import java.time.Instant;

/**
 * Why a step that fired did not reach whom it should.
 *
 * @param text for the operator
 */
public record StepFault(IncidentCode incident, int cycle, int step, Instant at, String text) {}
