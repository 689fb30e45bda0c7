package eu.vigil.node.escalation;

import java.time.Instant;

/**
 * A step of a cycle that has fired.
 *
 * @param due when the plan wanted it
 * @param firedAt when it was done: before {@code due} if the step before reached nobody, after it if the node was down
 */
public record FiredStep(IncidentCode incident, int cycle, int step, Instant due, Instant firedAt) {}
