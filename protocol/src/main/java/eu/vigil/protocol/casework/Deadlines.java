package eu.vigil.protocol.casework;

import eu.vigil.protocol.wire.Header;
import java.time.Duration;
import java.time.Instant;

/** When something is due, and how to say how long that is. Pure: both sides reckon the same instant from the same receipt. */
public final class Deadlines {
    private Deadlines() {}

    /** How long the requested State has to say whether, in which form and when it will answer. */
    public enum Term {
        /** Directive 2013/40/EU Art. 13(1). Elapsed hours: weekends, nights and the change of clocks do not matter. */
        EIGHT_HOURS(Duration.ofHours(8)),
        /** For a network that asks for it of requests that are neither urgent nor ordinary (after Directive (EU) 2023/977 Art. 5). */
        THREE_DAYS(Duration.ofDays(3)),
        /** After Directive (EU) 2023/977 Art. 5. */
        SEVEN_DAYS(Duration.ofDays(7));

        // Days are counted in UTC, where each has 24 hours, so that the two sides' time zones cannot disagree.
        private final Duration length;

        Term(Duration length) {
            this.length = length;
        }

        /** The last instant in time. */
        public Instant dueAt(Instant receivedAt) {
            return receivedAt.plus(length);
        }

        /**
         * The term that a request of this urgency has.
         *
         * @throws IllegalArgumentException for an urgency that no checked message has
         */
        public static Term of(Header.Urgency urgency) {
            return switch (urgency) {
                case EMERGENCY, URGENT -> EIGHT_HOURS;
                case ROUTINE -> SEVEN_DAYS;
                case URGENCY_UNSPECIFIED, UNRECOGNIZED ->
                    throw new IllegalArgumentException("urgency: %s was never checked".formatted(urgency));
            };
        }
    }

    /**
     * When the feasibility reply is due. An acknowledgement does not move it.
     *
     * @param receivedAt the instant of durable storage at the requested node, which its receipt carries
     */
    public static Instant feasibility(Instant receivedAt, Header.Urgency urgency) {
        return Term.of(urgency).dueAt(receivedAt);
    }

    /**
     * How long is left, in words for a table: "6 h 12 min left", "2 d 3 h left", "less than 1 min left", "overdue by 14 min".
     * Cut to what has passed in full, so that it never promises more than there is.
     */
    public static String left(Instant now, Instant due) {
        return now.isBefore(due)
                ? words(Duration.between(now, due)) + " left"
                : "overdue by " + words(Duration.between(due, now));
    }

    private static String words(Duration length) {
        if (length.toMinutes() == 0) {
            return "less than 1 min";
        }
        if (length.toDays() > 0) {
            return join(length.toDays(), "d", length.toHoursPart(), "h");
        }
        return join(length.toHours(), "h", length.toMinutesPart(), "min");
    }

    private static String join(long large, String largeUnit, int small, String smallUnit) {
        String rest = small == 0 ? "" : "%d %s".formatted(small, smallUnit);
        String whole = large == 0 ? "" : "%d %s".formatted(large, largeUnit);
        return (whole + " " + rest).strip();
    }
}
