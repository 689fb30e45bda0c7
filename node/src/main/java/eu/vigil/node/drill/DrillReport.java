package eu.vigil.node.drill;

import eu.vigil.node.dispatch.PeerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far each contact point can be relied on: its node over so many days, and its people.
 *
 * @param now until when it counts
 * @param periods in days
 * @param lines network by network, peer by peer, one for each period in their order
 */
public record DrillReport(Instant now, List<Integer> periods, List<Line> lines) {
    private static final double MEDIAN = 0.5;
    private static final double MOST = 0.95;

    /** Copies the lists. */
    public DrillReport {
        periods = List.copyOf(periods);
        lines = List.copyOf(lines);
    }

    /**
     * One peer over one period.
     *
     * @param tests of its node
     * @param answered by it
     * @param drills of its people that have ended
     * @param acknowledged by a human in time
     * @param median time from sending to the acknowledgement
     * @param p95 in at least 95 of 100 drills a human came in this time
     */
    public record Line(
            PeerId peer,
            int days,
            int tests,
            int answered,
            int drills,
            int acknowledged,
            Optional<Duration> median,
            Optional<Duration> p95) {
        /** The share of tests that were answered; empty without tests. */
        public Optional<Double> machine() {
            return share(answered, tests);
        }

        /** The share of drills to which a human came; empty without drills. */
        public Optional<Double> human() {
            return share(acknowledged, drills);
        }

        private static Optional<Double> share(int part, int whole) {
            return whole == 0 ? Optional.empty() : Optional.of((double) part / whole);
        }
    }

    /** What is known of one peer over one period: pure. */
    public static Line line(PeerId peer, int days, Optional<DrillBook.Tests> tests, List<Trial> drills) {
        List<Trial> ended =
                drills.stream().filter(drill -> drill.ending().isPresent()).toList();
        List<Duration> times =
                ended.stream().flatMap(drill -> drill.taken().stream()).sorted().toList();
        return new Line(
                peer,
                days,
                tests.map(DrillBook.Tests::sent).orElse(0),
                tests.map(DrillBook.Tests::answered).orElse(0),
                ended.size(),
                times.size(),
                percentile(times, MEDIAN),
                percentile(times, MOST));
    }

    /** The nearest rank: the least of the times within which so large a share of them lie. */
    static Optional<Duration> percentile(List<Duration> sorted, double share) {
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(sorted.get((int) Math.ceil(share * sorted.size()) - 1));
    }
}
