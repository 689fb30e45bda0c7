package eu.vigil.protocol.link;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether the peer is still there.
 *
 * @param heardAt when its last frame came
 * @param askedAt when we last pinged it, or began to listen
 * @param pings how many pings we have sent
 */
record Pulse(Instant heardAt, Instant askedAt, long pings) {
    static Pulse startingAt(Instant now) {
        return new Pulse(now, now, 0);
    }

    Pulse heard(Instant now) {
        return new Pulse(now, askedAt, pings);
    }

    Pulse asked(Instant now) {
        return new Pulse(heardAt, now, pings + 1);
    }

    Instant pingAt(LinkLimits limits) {
        Instant last = heardAt.isAfter(askedAt) ? heardAt : askedAt;
        return last.plus(limits.pingAfter());
    }

    Instant deadAt(LinkLimits limits) {
        return heardAt.plus(limits.idleMax());
    }

    Instant wakeAt(LinkLimits limits) {
        Instant ping = pingAt(limits);
        Instant dead = deadAt(limits);
        return ping.isBefore(dead) ? ping : dead;
    }

    String silence(Instant now) {
        return "nothing came for %d s".formatted(Duration.between(heardAt, now).toSeconds());
    }
}
