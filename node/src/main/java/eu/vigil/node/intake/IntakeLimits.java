package eu.vigil.node.intake;

import java.time.Duration;

/**
 * What one peer may cost, and all of them.
 *
 * @param unopenedPerMinute envelopes that do not open and are still recorded, for each peer; further ones are not recorded
 * @param retryAfter what a peer is told to wait when nothing could be recorded
 * @param underWay deliveries that are being opened, written or answered; the others wait their peer's turn
 * @param waitingBytes how much may wait so; further ones are turned away
 */
public record IntakeLimits(int unopenedPerMinute, Duration retryAfter, int underWay, long waitingBytes) {
    public static final IntakeLimits DEFAULT = new IntakeLimits(10, Duration.ofSeconds(5), 256, 64 << 20);
}
