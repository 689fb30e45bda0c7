package eu.vigil.node.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of this machine's time.
 *
 * @param now by its clock
 * @param synchronised whether something keeps it right; empty if nobody says
 * @param newestBatch the newest instant in the store
 * @param node the running node's time
 * @param peersAhead by how much each peer's clock was ahead when its link opened
 */
public record ClockFacts(
        Instant now,
        Optional<Boolean> synchronised,
        Optional<Instant> newestBatch,
        Optional<Instant> node,
        Map<String, Duration> peersAhead) {
    /** Copies the map. */
    public ClockFacts {
        peersAhead = Map.copyOf(peersAhead);
    }
}
