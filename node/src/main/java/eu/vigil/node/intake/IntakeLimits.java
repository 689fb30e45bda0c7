package eu.vigil.node.intake;

import java.time.Duration;

/**
 * What one peer may cost.
 *
 * @param unopenedPerMinute envelopes that do not open and are still recorded, for each peer; further ones are not recorded
 * @param retryAfter what a peer is told to wait when nothing could be recorded
 */
public record IntakeLimits(int unopenedPerMinute, Duration retryAfter) {
    public static final IntakeLimits DEFAULT = new IntakeLimits(10, Duration.ofSeconds(5));
}
