package eu.vigil.node.intake;

import java.time.Duration;

/**
 * What one peer may cost, and all of them.
 *
 * @param unopenedPerMinute envelopes that do not open and are still recorded, for each peer; further ones are not recorded
 * @param retryAfter what a peer is told to wait when nothing could be recorded
 * @param openedUrgent urgent deliveries that are opened at once
 * @param opened others that are opened at once
 * @param underWay urgent deliveries, and as many others, that are being opened, written or answered; more wait their peer's turn
 * @param waitingBytes how much may wait so, urgent and as much of the rest; further ones are turned away
 */
public record IntakeLimits(
        int unopenedPerMinute, Duration retryAfter, int openedUrgent, int opened, int underWay, long waitingBytes) {
    /** Where so many threads open what arrives: more at once would wait for them in no good order. */
    public static IntakeLimits of(int urgentThreads, int threads) {
        return new IntakeLimits(10, Duration.ofSeconds(5), urgentThreads, threads, 256, 32 << 20);
    }
}
