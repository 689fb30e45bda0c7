package eu.vigil.node.sim;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** One source of chance; the seed decides all that comes of it. */
record Chance(SplittableRandom random) {
    Chance(long seed) {
        this(new SplittableRandom(seed));
    }

    /** One for itself, so that what one part asks does not change what another is told. */
    Chance another() {
        return new Chance(random.split());
    }

    boolean in(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    Duration upTo(Duration most) {
        return Duration.ofNanos(random.nextLong(most.toNanos() + 1));
    }

    Duration between(Duration least, Duration most) {
        return least.plus(upTo(most.minus(least)));
    }

    <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
