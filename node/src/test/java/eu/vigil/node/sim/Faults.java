package eu.vigil.node.sim;

import java.time.Duration;
import java.util.List;

/** What goes wrong in one world, how often; a seed's own mixture. */
final class Faults {
    private final Chance chance;
    private final double aroundCommit;
    private final double crashASecond;
    private final double lossASecond;
    private final double partitionASecond;
    private final double slowCommit;
    private final Duration delayMost;
    private boolean on = true;

    Faults(Chance chance) {
        this.chance = chance;
        this.aroundCommit = chance.in(0.6) ? 0.01 * chance.random().nextDouble() : 0;
        this.crashASecond = chance.in(0.6) ? 0.05 * chance.random().nextDouble() : 0;
        this.lossASecond = chance.in(0.8) ? 0.2 * chance.random().nextDouble() : 0;
        this.partitionASecond = chance.in(0.5) ? 0.05 * chance.random().nextDouble() : 0;
        this.slowCommit = chance.in(0.3) ? 0.02 : 0;
        this.delayMost = Duration.ofMillis(chance.of(List.of(2, 20, 100, 800)));
    }

    /** From now on all goes well. */
    void end() {
        on = false;
    }

    boolean areOver() {
        return !on;
    }

    boolean strikesBeforeCommit() {
        return on && aroundCommit > 0 && chance.in(aroundCommit / 2);
    }

    boolean strikesAfterCommit() {
        return on && aroundCommit > 0 && chance.in(aroundCommit / 2);
    }

    /** Asked once a second of each machine. */
    boolean crashes() {
        return on && chance.in(crashASecond);
    }

    /** Asked once a second of each pair. */
    boolean loses() {
        return on && chance.in(lossASecond);
    }

    /** Asked once a second of each pair. */
    boolean parts() {
        return on && chance.in(partitionASecond);
    }

    boolean halfOpen() {
        return on && chance.in(0.3);
    }

    Duration delay() {
        return chance.upTo(on ? delayMost : Duration.ofMillis(10));
    }

    Duration commitTime() {
        return on && slowCommit > 0 && chance.in(slowCommit)
                ? chance.upTo(Duration.ofSeconds(2))
                : Duration.ofMillis(1).plus(chance.upTo(Duration.ofMillis(4)));
    }

    Duration down() {
        return chance.between(Duration.ofMillis(100), Duration.ofSeconds(10));
    }

    Duration parted() {
        return chance.between(Duration.ofSeconds(1), Duration.ofSeconds(20));
    }
}
