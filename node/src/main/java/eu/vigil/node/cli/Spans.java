package eu.vigil.node.cli;

import java.time.Duration;

/** Lengths of time as people say them. */
final class Spans {
    private Spans() {}

    /** {@code 3 d 4 h}, {@code 6 h 12 min}, {@code 12 min}, {@code 40 s}: two units at most. */
    static String words(Duration length) {
        if (length.toDays() > 0) {
            return "%d d %d h".formatted(length.toDays(), length.toHoursPart());
        }
        if (length.toHours() > 0) {
            return "%d h %d min".formatted(length.toHours(), length.toMinutesPart());
        }
        return length.toMinutes() > 0
                ? "%d min".formatted(length.toMinutes())
                : "%d s".formatted(Math.max(0, length.toSeconds()));
    }
}
