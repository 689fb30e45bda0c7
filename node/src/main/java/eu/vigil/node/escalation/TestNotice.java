package eu.vigil.node.escalation;

import java.time.Instant;
import java.util.Optional;

/**
 * What a test page says: that it is one. It belongs to no incident and has no link.
 *
 * @param at when it was asked for
 * @param asked by whom; for channels that stay in the house only
 */
public record TestNotice(Instant at, Optional<String> asked) {}
