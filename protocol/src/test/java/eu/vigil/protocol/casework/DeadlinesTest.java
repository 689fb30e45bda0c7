package eu.vigil.protocol.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import eu.vigil.protocol.casework.Deadlines.Term;
import eu.vigil.protocol.wire.Header.Urgency;
import eu.vigil.protocol.wire.LegalBasis;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeadlinesTest {
    private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

    @Test
    void eightHoursHaveElapsedAlthoughTheClocksWentForwardThatNight() {
        Instant before = Instant.parse("2026-03-29T00:10:04Z"); // 01:10:04, before two o'clock becomes three
        Instant due = Deadlines.feasibility(before, Term.EIGHT_HOURS);
        assertThat(due).isEqualTo("2026-03-29T08:10:04Z");
        assertThat(LocalTime.ofInstant(due, BRUSSELS)).isEqualTo("10:10:04");
    }

    @Test
    void theHospitalsRequestIsDueAtTenPastElevenInBrussels() {
        Instant due = Deadlines.feasibility(Instant.parse("2026-03-29T01:10:04Z"), Term.EIGHT_HOURS);
        assertThat(due).isEqualTo("2026-03-29T09:10:04Z");
        assertThat(LocalTime.ofInstant(due, BRUSSELS)).isEqualTo("11:10:04");
    }

    @Test
    void eightHoursHaveElapsedAlthoughTheClocksWentBackThatNight() {
        Instant due = Deadlines.feasibility(Instant.parse("2026-10-25T00:30:00Z"), Term.EIGHT_HOURS);
        assertThat(due).isEqualTo("2026-10-25T08:30:00Z");
        assertThat(LocalTime.ofInstant(due, BRUSSELS)).isEqualTo("09:30");
    }

    @Test
    void otherTermsAreCalendarDaysWhichTheClocksDoNotMove() {
        Instant received = Instant.parse("2026-03-27T23:30:00Z");
        assertThat(Deadlines.feasibility(received, Term.SEVEN_DAYS)).isEqualTo("2026-04-03T23:30:00Z");
        assertThat(Term.THREE_DAYS.dueAt(received)).isEqualTo("2026-03-30T23:30:00Z");
    }

    @Test
    void whatCannotWaitHasEightHoursAPartnerThreeDaysAndTheRestSeven() {
        assertThat(Term.of(Urgency.EMERGENCY, LegalBasis.BUDAPEST_P2_9)).isEqualTo(Term.EIGHT_HOURS);
        assertThat(Term.of(Urgency.URGENT, LegalBasis.COALITION_MOU)).isEqualTo(Term.EIGHT_HOURS);
        assertThat(Term.of(Urgency.ROUTINE, LegalBasis.COALITION_MOU)).isEqualTo(Term.THREE_DAYS);
        assertThat(Term.of(Urgency.ROUTINE, LegalBasis.BUDAPEST_29)).isEqualTo(Term.SEVEN_DAYS);
    }

    @ParameterizedTest
    @EnumSource(
            value = Urgency.class,
            names = {"URGENCY_UNSPECIFIED", "UNRECOGNIZED"})
    void anUrgencyThatNoCheckedMessageHasIsADefect(Urgency urgency) {
        assertThatIllegalArgumentException().isThrownBy(() -> Term.of(urgency, LegalBasis.BUDAPEST_29));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-29T02:58:00Z, 6 h 12 min left",
        "2026-03-29T02:57:01Z, 6 h 12 min left",
        "2026-03-29T03:10:00Z, 6 h left",
        "2026-03-29T08:56:00Z, 14 min left",
        "2026-03-29T09:09:30Z, less than 1 min left",
        "2026-03-29T09:10:00Z, overdue by less than 1 min",
        "2026-03-29T09:24:59Z, overdue by 14 min",
        "2026-03-29T11:10:00Z, overdue by 2 h",
        "2026-03-27T06:10:00Z, 2 d 3 h left",
        "2026-03-26T09:10:00Z, 3 d left",
        "2026-04-01T09:10:00Z, overdue by 3 d",
    })
    void whatIsLeftIsSaidInWords(Instant now, String words) {
        assertThat(Deadlines.left(now, Instant.parse("2026-03-29T09:10:00Z"))).isEqualTo(words);
    }

    @Test
    void theFeasibilityReplyIsWarnedOfAtSixHoursSevenHoursAndSevenHoursFortyFive() {
        Instant received = Instant.parse("2026-03-29T00:10:04Z");
        assertThat(Deadlines.feasibilityWarnings(received, Term.EIGHT_HOURS))
                .containsExactly(
                        Instant.parse("2026-03-29T06:10:04Z"),
                        Instant.parse("2026-03-29T07:10:04Z"),
                        Instant.parse("2026-03-29T07:55:04Z"));
        assertThat(Deadlines.feasibilityWarnings(received, Term.SEVEN_DAYS))
                .allSatisfy(at -> assertThat(at).isBefore(Deadlines.feasibility(received, Term.SEVEN_DAYS)));
    }
}
