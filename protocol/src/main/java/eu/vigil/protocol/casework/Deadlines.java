package eu.vigil.protocol.casework;

import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.LegalBasis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** When something is due, and how to say how long that is. Pure: both sides reckon the same instant from the same receipt. */
public final class Deadlines {
    private Deadlines() {}

    /** An urgent request that has no signed receipt by then alarms the sender's own duty officer. */
    public static final Duration RECEIPT_MAX = Duration.ofMinutes(5);

    /** Data is held for at least so long (Budapest Art. 29(7)); days of 24 hours. */
    public static final Duration HOLD_MIN = Duration.ofDays(60);

    /** How long before a hold lapses both sides are warned. */
    public static final List<Duration> HOLD_WARNINGS =
            List.of(Duration.ofDays(14), Duration.ofDays(7), Duration.ofDays(1));

    /** Of the term for the feasibility reply, how much may have passed before each warning: 6 h, 7 h and 7 h 45 of eight hours. */
    private static final List<Integer> WARNINGS_IN_32ND = List.of(24, 28, 31);

    /** How long the requested State has to say whether, in which form and when it will answer. */
    public enum Term {
        /** Directive 2013/40/EU Art. 13(1). Elapsed hours: weekends, nights and the change of clocks do not matter. */
        EIGHT_HOURS(Duration.ofHours(8)),
        /** Between a State and its partner (ours, after Directive (EU) 2023/977 Art. 5). */
        THREE_DAYS(Duration.ofDays(3)),
        /** Routine requests (ours, after Directive (EU) 2023/977 Art. 5). */
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
         * The term that a request has.
         *
         * @param basis under which it is made; a partner works under its memorandum of understanding
         * @throws IllegalArgumentException for an urgency that no checked message has
         */
        public static Term of(Header.Urgency urgency, LegalBasis basis) {
            return switch (urgency) {
                case EMERGENCY, URGENT -> EIGHT_HOURS;
                case ROUTINE -> basis == LegalBasis.COALITION_MOU ? THREE_DAYS : SEVEN_DAYS;
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
    public static Instant feasibility(Instant receivedAt, Term term) {
        return term.dueAt(receivedAt);
    }

    /** When to warn that the feasibility reply is nearly due, in order. */
    public static List<Instant> feasibilityWarnings(Instant receivedAt, Term of) {
        Duration term = Duration.between(receivedAt, feasibility(receivedAt, of));
        return WARNINGS_IN_32ND.stream()
                .map(part -> receivedAt.plus(term.multipliedBy(part).dividedBy(32)))
                .toList();
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
