package eu.vigil.node.intake;

import eu.vigil.protocol.id.ParticipantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** How many envelopes that do not open are recorded for each peer: garbage must not fill the log. */
final class UnopenedQuota {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int most;
    private final Map<ParticipantId, ArrayDeque<Instant>> taken = new HashMap<>();

    UnopenedQuota(int most) {
        this.most = most;
    }

    /** Takes one place of the last minute's; returns false if {@code peer} has used them all. */
    synchronized boolean take(ParticipantId peer, Instant now) {
        ArrayDeque<Instant> recent = taken.computeIfAbsent(peer, _ -> new ArrayDeque<>());
        while (!recent.isEmpty() && !recent.peekFirst().isAfter(now.minus(WINDOW))) {
            recent.removeFirst();
        }
        if (recent.size() >= most) {
            return false;
        }
        recent.addLast(now);
        return true;
    }
}
