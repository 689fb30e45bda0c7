package eu.vigil.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryTest {
    private static final Instant END = Instant.parse("2027-02-20T02:10:00Z");
    private static final Instant BEGIN = END.minus(Duration.ofDays(90));
    private static final Duration INSTANT = Duration.ofNanos(1);

    @ParameterizedTest
    @CsvSource({
        "30, DAYS_30, WARNING",
        "14, DAYS_14, WARNING",
        "7, DAYS_7, FAILED",
        "1, DAYS_1, FAILED",
    })
    void aStepBeginsExactlySoManyDaysBeforeTheEnd(int days, Expiry.Step step, Verdict verdict) {
        Instant edge = END.minus(Duration.ofDays(days));
        assertThat(Expiry.of(BEGIN, END, edge.minus(INSTANT)).step()).isNotEqualTo(java.util.Optional.of(step));
        assertThat(Expiry.of(BEGIN, END, edge).step()).contains(step);
        assertThat(Expiry.of(BEGIN, END, edge).verdict()).isEqualTo(verdict);
    }

    @Test
    void farFromItsEndACertificateIsWell() {
        Expiry expiry = Expiry.of(BEGIN, END, END.minus(Duration.ofDays(30)).minus(INSTANT));
        assertThat(expiry.step()).isEmpty();
        assertThat(expiry.verdict()).isEqualTo(Verdict.OK);
        assertThat(expiry.inWords()).isEqualTo("ends in 30 days (2027-02-20T02:10:00Z)");
    }

    @Test
    void afterItsEndItHasFailedAndIsPastItsLastStep() {
        assertThat(Expiry.of(BEGIN, END, END).isOver()).isFalse();
        Expiry over = Expiry.of(BEGIN, END, END.plus(INSTANT));
        assertThat(over.isOver()).isTrue();
        assertThat(over.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(over.step()).contains(Expiry.Step.DAYS_1);
        assertThat(over.inWords()).startsWith("EXPIRED");
    }

    @Test
    void aCertificateThatLivesThirtyDaysDoesNotCryFromItsFirstHour() {
        Instant begin = END.minus(Duration.ofDays(30));
        assertThat(Expiry.of(begin, END, begin).step()).isEmpty();
        assertThat(Expiry.of(begin, END, END.minus(Duration.ofDays(14))).step()).contains(Expiry.Step.DAYS_14);
    }
}
