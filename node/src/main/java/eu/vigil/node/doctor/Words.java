package eu.vigil.node.doctor;

import java.time.Duration;

/** Lengths of time and sizes as a tired person reads them: one unit, rounded down. */
final class Words {
    private static final long KIBI = 1024;

    private Words() {}

    static String span(Duration time) {
        Duration positive = time.isNegative() ? time.negated() : time;
        if (positive.toDays() >= 2) {
            return positive.toDays() + " days";
        }
        if (positive.toHours() >= 2) {
            return positive.toHours() + " h";
        }
        if (positive.toMinutes() >= 2) {
            return positive.toMinutes() + " min";
        }
        return positive.toSeconds() > 0 ? positive.toSeconds() + " s" : positive.toMillis() + " ms";
    }

    static String bytes(long bytes) {
        long mebi = bytes / KIBI / KIBI;
        if (mebi >= 10 * KIBI) {
            return mebi / KIBI + " GiB";
        }
        return mebi > 0 ? mebi + " MiB" : bytes / KIBI + " KiB";
    }
}
