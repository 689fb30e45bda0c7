package eu.vigil.bench;

import java.util.Collection;

/** Measured values in order. */
final class Spread {
    private final double[] sorted;

    private Spread(double[] sorted) {
        this.sorted = sorted;
    }

    static Spread of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        return new Spread(values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    /** The smallest value that at least {@code percent} of all do not exceed. */
    double at(int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }
}
