package eu.vigil.node.doctor;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How near a certificate's end is: at 30 and 14 days somebody is told, at 7 and at 1 it is urgent.
 *
 * <p>A step counts only in the second half of a certificate's life: one that lives for 30 days would otherwise cry from its
 * first hour, and nobody would listen any more.
 *
 * @param step the nearest step that it has passed; empty while its end is far
 */
public record Expiry(Instant begin, Instant end, Optional<Step> step, Duration left) {
    /** The steps, in days before the end. */
    public enum Step {
        DAYS_30(30, Verdict.WARNING),
        DAYS_14(14, Verdict.WARNING),
        DAYS_7(7, Verdict.FAILED),
        DAYS_1(1, Verdict.FAILED);

        private final int days;
        private final Verdict verdict;

        Step(int days, Verdict verdict) {
            this.days = days;
            this.verdict = verdict;
        }

        /** How many days before the end. */
        public int days() {
            return days;
        }

        private Duration before() {
            return Duration.ofDays(days);
        }
    }

    /** How it stands at this instant. */
    public static Expiry of(X509Certificate certificate, Instant now) {
        return of(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                now);
    }

    /** How it stands with a life from {@code begin} to {@code end}. */
    public static Expiry of(Instant begin, Instant end, Instant now) {
        Duration left = Duration.between(now, end);
        Duration half = Duration.between(begin, end).dividedBy(2);
        Optional<Step> step = Stream.of(Step.values())
                .filter(one -> one.before().compareTo(half) < 0 || left.isNegative())
                .filter(one -> left.compareTo(one.before()) <= 0)
                .min(Comparator.comparingInt(Step::days));
        return new Expiry(begin, end, step, left);
    }

    /** True once it is over. */
    public boolean isOver() {
        return left.isNegative();
    }

    /** True if it has not begun. */
    boolean isToCome(Instant now) {
        return now.isBefore(begin);
    }

    /** How bad that is. */
    public Verdict verdict() {
        return isOver() ? Verdict.FAILED : step.map(one -> one.verdict).orElse(Verdict.OK);
    }

    /** {@code ends in 6 days (2026-11-28T02:10:00Z)}. */
    String inWords() {
        if (isOver()) {
            return "EXPIRED %s ago (%s)".formatted(Words.span(left.negated()), end);
        }
        return "ends in %s (%s)".formatted(Words.span(left), end);
    }
}
