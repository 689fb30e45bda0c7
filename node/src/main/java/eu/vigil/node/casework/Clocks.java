package eu.vigil.node.casework;

import java.time.Instant;
import java.util.Optional;

/**
 * The instants of a request from which its clocks run and at which they stop.
 *
 * @param acceptedAt when the requesting node had it durably; empty on the other side
 * @param receivedAt when the requested node stored it: the instant from which both sides count the eight hours
 * @param indicatedAt the instant that the first feasibility reply bears: both sides stop the eight hours at it
 * @param watchedThrough every {@link Watch} due at or before it has told somebody; empty before the first
 */
public record Clocks(
        Optional<Instant> acceptedAt,
        Optional<Instant> receivedAt,
        Optional<Instant> indicatedAt,
        Optional<Instant> watchedThrough) {
    /** Nothing has begun. */
    public static final Clocks NONE =
            new Clocks(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    Clocks accepted(Instant at) {
        return new Clocks(Optional.of(at), receivedAt, indicatedAt, watchedThrough);
    }

    Clocks received(Instant at) {
        return new Clocks(acceptedAt, Optional.of(at), indicatedAt, watchedThrough);
    }

    /** A later reply is a new estimate and stops nothing again. */
    Clocks indicated(Instant at) {
        return new Clocks(acceptedAt, receivedAt, indicatedAt.or(() -> Optional.of(at)), watchedThrough);
    }

    Clocks watched(Instant through) {
        return new Clocks(acceptedAt, receivedAt, indicatedAt, Optional.of(through));
    }
}
