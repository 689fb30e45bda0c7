package eu.vigil.node.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the pager lives.
 *
 * @param lastRound when the cycle last looked for what is due and could write; empty before the first time
 * @param oldestOverdue for how long a step has been due without reaching anybody; zero if none is
 */
public record EscalationHealth(Optional<Instant> lastRound, Duration oldestOverdue) {}
