package eu.vigil.node.escalation.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotaTest {
    private static final List<String> PEOPLE = List.of("alice", "bob", "carol");

    @Test
    void peopleTakeTurnsFromEachHandoverToTheNext() {
        Rota rota = Plans.rota("Europe/Brussels", "08:00", "20:00");
        assertThat(rota.onCall(at("2026-01-05T08:00+01:00")))
                .isEqualTo(answer("alice", "2026-01-05T08:00+01:00", "2026-01-05T20:00+01:00"));
        assertThat(rota.onCall(at("2026-01-05T19:59:59.999+01:00")).person()).contains("alice");
        assertThat(rota.onCall(at("2026-01-05T20:00+01:00")))
                .isEqualTo(answer("bob", "2026-01-05T20:00+01:00", "2026-01-06T08:00+01:00"));
        assertThat(rota.onCall(at("2026-01-06T08:00+01:00")).person()).contains("carol");
        assertThat(rota.onCall(at("2026-01-06T20:00+01:00")).person()).contains("alice");
    }

    @Test
    void beforeTheFirstHandoverNobodyIsOnCallAndThatIsAGap() {
        Rota rota = Plans.rota("Europe/Brussels", "08:00");
        Instant first = at("2026-01-05T08:00+01:00");
        assertThat(rota.onCall(first.minusNanos(1)).person()).isEmpty();
        assertThat(rota.gaps(first.minusSeconds(60), Duration.ofDays(14)))
                .containsExactly(new Rota.Gap(first.minusSeconds(60), first));
        assertThat(rota.gaps(first, Duration.ofDays(14))).isEmpty();
    }

    @Test
    void anOverrideStandsInAndTheTurnGoesOnAfterIt() {
        Rota rota = withOverrides(
                new Rota.StandIn(at("2026-01-05T10:00+01:00"), at("2026-01-05T12:00+01:00"), "carol"),
                new Rota.StandIn(at("2026-01-05T11:00+01:00"), at("2026-01-05T11:30+01:00"), "bob"));
        assertThat(rota.onCall(at("2026-01-05T09:00+01:00")))
                .isEqualTo(answer("alice", "2026-01-05T08:00+01:00", "2026-01-05T10:00+01:00"));
        assertThat(rota.onCall(at("2026-01-05T10:00+01:00")))
                .isEqualTo(override("carol", "2026-01-05T10:00+01:00", "2026-01-05T11:00+01:00"));
        assertThat(rota.onCall(at("2026-01-05T11:00+01:00")))
                .isEqualTo(override("bob", "2026-01-05T11:00+01:00", "2026-01-05T11:30+01:00"));
        assertThat(rota.onCall(at("2026-01-05T11:30+01:00")))
                .isEqualTo(override("carol", "2026-01-05T11:30+01:00", "2026-01-05T12:00+01:00"));
        assertThat(rota.onCall(at("2026-01-05T12:00+01:00")))
                .isEqualTo(answer("alice", "2026-01-05T12:00+01:00", "2026-01-05T20:00+01:00"));
    }

    @ParameterizedTest(name = "{0}: {1} happens at {2}")
    @CsvSource({
        // Brussels: 02:00 to 03:00 is skipped on 29 March and doubled on 25 October.
        "Europe/Brussels, 02:30, 2026-03-29T03:00+02:00",
        "Europe/Brussels, 02:30, 2026-10-25T02:30+02:00",
        // Dublin: 01:00 to 02:00; its rules call winter the saving.
        "Europe/Dublin, 01:30, 2026-03-29T02:00+01:00",
        "Europe/Dublin, 01:30, 2026-10-25T01:30+01:00",
        // The Azores: 00:00 to 01:00, at the day's very beginning.
        "Atlantic/Azores, 00:30, 2026-03-29T01:00+00:00",
        "Atlantic/Azores, 00:30, 2026-10-25T00:30+00:00",
        "Atlantic/Azores, 00:00, 2026-03-29T01:00+00:00",
        "Atlantic/Azores, 00:00, 2026-10-25T00:00+00:00",
    })
    void aHandoverInASkippedHourIsAtTheFirstInstantAfterItAndInADoubledHourAtItsFirstOccurrence(
            String zone, String handover, String expected) {
        Rota rota = Plans.rota(zone, handover);
        Instant instant = at(expected);
        assertThat(rota.onCall(instant).from()).isEqualTo(instant);
        assertThat(rota.onCall(instant.minusNanos(1)).to()).isEqualTo(instant);
        assertThat(rota.onCall(instant).person())
                .isNotEqualTo(rota.onCall(instant.minusNanos(1)).person());
    }

    @Test
    void theSecondOccurrenceOfADoubledHourIsNoSecondHandover() {
        Rota rota = Plans.rota("Europe/Brussels", "02:30");
        Rota.OnCall once = rota.onCall(at("2026-10-25T02:30+02:00"));
        assertThat(rota.onCall(at("2026-10-25T02:30+01:00"))).isEqualTo(once);
        assertThat(once.to()).isEqualTo(at("2026-10-26T02:30+01:00"));
    }

    @Test
    void twoHandoversThatFallOnOneInstantBothAdvanceTheTurn() {
        // Turn 166 begins at 29 March 02:10, turn 167 at 02:40: both at 03:00 summer time.
        Rota rota = Plans.rota("Europe/Brussels", "02:10", "02:40");
        Instant change = at("2026-03-29T03:00+02:00");
        String before = rota.onCall(change.minusNanos(1)).person().orElseThrow();
        String after = rota.onCall(change).person().orElseThrow();
        assertThat(PEOPLE.indexOf(after)).isEqualTo((PEOPLE.indexOf(before) + 2) % 3);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Brussels",
        "Europe/Dublin",
        "Atlantic/Azores",
        "America/Sao_Paulo",
        "Pacific/Apia",
        "Australia/Lord_Howe"
    })
    void everyInstantOfTwoYearsBelongsToExactlyOneTurnAndTurnsFollowEachOther(String zone) {
        Rota rota = new Rota(
                "duty",
                ZoneId.of(zone),
                LocalDate.parse("2010-12-30"),
                List.of(
                        LocalTime.parse("00:00"),
                        LocalTime.parse("01:30"),
                        LocalTime.parse("02:30"),
                        LocalTime.parse("23:30")),
                PEOPLE,
                List.of());
        Instant end = at("2013-01-02T00:00Z");
        Rota.OnCall turn = rota.onCall(at("2011-01-02T00:00Z"));
        while (turn.to().isBefore(end)) {
            Rota.OnCall next = rota.onCall(turn.to());
            assertThat(next.from()).isEqualTo(turn.to());
            assertThat(rota.onCall(turn.to().minusNanos(1))).isEqualTo(turn);
            assertThat(next.to()).isAfter(next.from());
            turn = next;
        }
        assertThat(rota.gaps(at("2011-01-02T00:00Z"), Duration.ofDays(730))).isEmpty();
    }

    @Test
    void aRotaWithoutPeopleOrWithATimeTwiceIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plans.rota("Europe/Brussels", "08:00", "08:00"))
                .withMessageContaining("escalation.rotas.duty.handovers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plans.rota("Europe/Brussels"))
                .withMessageContaining("escalation.rotas.duty.handovers");
    }

    private static Rota withOverrides(Rota.StandIn... overrides) {
        Rota rota = Plans.rota("Europe/Brussels", "08:00", "20:00");
        return new Rota(rota.name(), rota.zone(), rota.starts(), rota.handovers(), rota.people(), List.of(overrides));
    }

    private static Rota.OnCall answer(String person, String from, String to) {
        return new Rota.OnCall(Optional.of(person), at(from), at(to), false);
    }

    private static Rota.OnCall override(String person, String from, String to) {
        return new Rota.OnCall(Optional.of(person), at(from), at(to), true);
    }

    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
