package eu.vigil.node.boot;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The node's time: the system's when it started, and from then on the monotonic clock. A system clock that somebody sets cannot move
 * it, so no deadline jumps.
 */
final class NodeClock implements InstantSource {
    private final Instant start;
    private final long startNanos;
    private final LongSupplier monotonicNanos;

    NodeClock(Instant start, LongSupplier monotonicNanos) {
        this.start = start;
        this.monotonicNanos = monotonicNanos;
        this.startNanos = monotonicNanos.getAsLong();
    }

    static NodeClock ofSystem() {
        return new NodeClock(Clock.systemUTC().instant(), System::nanoTime);
    }

    @Override
    public Instant instant() {
        return start.plusNanos(monotonicNanos.getAsLong() - startNanos);
    }
}
