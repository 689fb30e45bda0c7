package eu.vigil.node.escalation.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rotas and plans over every hour of 2026 and 2027, against a second computation that knows no rules of time zones: it walks through
 * the years minute by minute, looks at the clock on the wall, and hands over when the clock shows the next hand-over or more.
 */
class YearsTest {
    private static final LocalDate STARTS = LocalDate.of(2026, 1, 1);
    private static final List<String> PEOPLE = List.of("alice", "bob", "carol", "dave", "erin");

    /** Two people in the first half hour, then a third, and one again every 25 minutes: no step falls on another's rhythm. */
    private static final Policy POLICY = new Policy(
            "urgent",
            List.of(
                    new Policy.Step(Duration.ZERO, List.of(new Target.OfRota("duty"))),
                    new Policy.Step(Duration.ofMinutes(10), List.of()),
                    new Policy.Step(
                            Duration.ofMinutes(35), List.of(new Target.OfPerson("erin"), new Target.OfRota("duty")))),
            Duration.ofMinutes(25),
            List.of(new Target.OfChannel("desk")));

    /** A rota, and how it is lived through. */
    record Life(Rota rota) {
        @Override
        public String toString() {
            return "%s %s".formatted(rota.zone(), rota.handovers());
        }
    }

    /** In each zone the clock jumps at another local time; the second list has hand-overs inside the skipped and doubled hour. */
    static Stream<Life> lives() {
        return Stream.of(
                        List.of("Europe/Brussels", "02:00", "02:30"),
                        List.of("Europe/Dublin", "01:00", "01:59"),
                        List.of("Europe/Lisbon", "01:15", "01:45"),
                        List.of("Atlantic/Azores", "00:00", "00:30"),
                        List.of("Europe/Athens", "03:00", "03:59"))
                .flatMap(place -> Stream.of(
                        rota(place.getFirst(), List.of("08:00", "20:00")),
                        rota(place.getFirst(), List.of(place.get(1), place.get(2), "14:00")),
                        rota(place.getFirst(), List.of(place.get(2)))))
                .map(Life::new);
    }

    private static Rota rota(String zone, List<String> handovers) {
        return new Rota(
                "duty",
                ZoneId.of(zone),
                STARTS,
                handovers.stream().map(LocalTime::parse).toList(),
                PEOPLE,
                List.of(
                        standIn("2026-03-28T22:17:00Z", "2026-03-29T03:03:00Z", "erin"),
                        standIn("2026-03-29T00:59:00Z", "2026-03-29T01:31:00Z", "dave"),
                        standIn("2026-03-29T00:10:00Z", "2026-03-29T01:01:00Z", "bob"),
                        standIn("2027-10-31T00:30:00Z", "2027-10-31T01:30:00Z", "alice"),
                        standIn("2025-12-31T20:00:00Z", "2025-12-31T21:00:00Z", "carol")));
    }

    private static Rota.StandIn standIn(String from, String to, String person) {
        return new Rota.StandIn(Instant.parse(from), Instant.parse(to), person);
    }

    /** Who was on call in each minute. */
    private static final class Walk {
        static final Instant BEGIN = Instant.parse("2025-12-31T00:00:00Z");
        static final int MINUTES = (int) ChronoUnit.MINUTES.between(BEGIN, Instant.parse("2028-01-04T00:00:00Z"));

        /** The number of the turn, -1 before the first. */
        final int[] turn = new int[MINUTES];

        /** The override, as its place in the list; -1 without. */
        final int[] override = new int[MINUTES];

        Walk(Rota rota) {
            LocalDate day = STARTS;
            int handover = 0;
            int turns = -1;
            for (int minute = 0; minute < MINUTES; minute++) {
                Instant now = BEGIN.plus(Duration.ofMinutes(minute));
                LocalDateTime wall = LocalDateTime.ofInstant(now, rota.zone());
                while (!wall.isBefore(day.atTime(rota.handovers().get(handover)))) {
                    turns++;
                    handover++;
                    if (handover == rota.handovers().size()) {
                        handover = 0;
                        day = day.plusDays(1);
                    }
                }
                turn[minute] = turns;
                override[minute] = -1;
                for (int i = 0; i < rota.overrides().size(); i++) {
                    Rota.StandIn one = rota.overrides().get(i);
                    if (!now.isBefore(one.from()) && now.isBefore(one.to())) {
                        override[minute] = i;
                    }
                }
            }
        }

        Optional<String> person(Rota rota, int minute) {
            if (override[minute] >= 0) {
                return Optional.of(rota.overrides().get(override[minute]).person());
            }
            return turn[minute] < 0 ? Optional.empty() : Optional.of(PEOPLE.get(turn[minute] % PEOPLE.size()));
        }

        boolean same(int one, int other) {
            return override[one] == override[other] && (override[one] >= 0 || turn[one] == turn[other]);
        }

        Instant from(int minute) {
            int first = minute;
            while (first > 0 && same(first - 1, minute)) {
                first--;
            }
            return BEGIN.plus(Duration.ofMinutes(first));
        }

        Instant to(int minute) {
            int last = minute;
            while (same(last + 1, minute)) {
                last++;
            }
            return BEGIN.plus(Duration.ofMinutes(last + 1L));
        }
    }

    private static int minute(String instant) {
        return (int) ChronoUnit.MINUTES.between(Walk.BEGIN, Instant.parse(instant));
    }

    /** Every hour of the two years, and every minute of the days around each jump of the clock. */
    private static List<Integer> minutes() {
        List<Integer> minutes = new ArrayList<>();
        for (int minute = minute("2026-01-01T00:00:00Z"); minute < minute("2028-01-01T00:00:00Z"); minute += 60) {
            minutes.add(minute);
        }
        for (String day : List.of("2026-03-28", "2026-10-24", "2027-03-27", "2027-10-30")) {
            int noon = minute(day + "T12:00:00Z");
            for (int minute = noon; minute < noon + 24 * 60; minute++) {
                minutes.add(minute);
            }
        }
        return minutes;
    }

    @ParameterizedTest
    @MethodSource("lives")
    void whoIsOnCallIsWhomTheClockOnTheWallSays(Life life) {
        Rota rota = life.rota();
        Walk walk = new Walk(rota);
        for (int minute : minutes()) {
            Instant at = Walk.BEGIN.plus(Duration.ofMinutes(minute));
            Rota.OnCall answer = rota.onCall(at);
            Optional<String> person = walk.person(rota, minute);
            Rota.OnCall lived = new Rota.OnCall(
                    person,
                    person.isEmpty() ? answer.from() : walk.from(minute),
                    walk.to(minute),
                    walk.override[minute] >= 0);
            if (!answer.equals(lived)) { // half a million comparisons are made faster than their descriptions
                assertThat(answer).as("at %s", at).isEqualTo(lived);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lives")
    void noInstantOfTheTwoYearsHasNobodyOrTwo(Life life) {
        Rota rota = life.rota();
        Instant first = rota.onCall(Instant.parse("2026-01-02T12:00:00Z")).from();
        assertThat(rota.gaps(first, Duration.ofDays(730))).isEmpty();
        Instant at = first;
        while (at.isBefore(Instant.parse("2028-01-01T00:00:00Z"))) {
            Rota.OnCall shift = rota.onCall(at);
            assertThat(shift.from())
                    .as("the shift at %s begins where the last ended", at)
                    .isEqualTo(at);
            assertThat(rota.onCall(shift.to().minusNanos(1))).isEqualTo(shift);
            at = shift.to();
        }
    }

    @ParameterizedTest
    @MethodSource("lives")
    void aPlanCallsAtEachElapsedMinuteWhomTheClockOnTheWallSays(Life life) {
        Rota rota = life.rota();
        Walk walk = new Walk(rota);
        EscalationPlan plan = plan(rota);
        for (int minute = minute("2026-01-01T00:00:00Z"); minute < minute("2028-01-01T00:00:00Z"); minute += 60) {
            Instant opened = Walk.BEGIN.plus(Duration.ofMinutes(minute));
            List<PlannedPage> planned =
                    PlannedPage.preview(plan, POLICY, opened, opened.plus(Duration.ofMinutes(90)), 1_000);
            List<PlannedPage> lived = lived(rota, walk, minute, 90);
            if (!planned.equals(lived)) {
                assertThat(planned).as("opened at %s", opened).isEqualTo(lived);
            }
        }
    }

    /** The pages of the first minutes, found by asking each minute which step it is the turn of. */
    private static List<PlannedPage> lived(Rota rota, Walk walk, int opened, int minutes) {
        List<PlannedPage> pages = new ArrayList<>();
        for (int elapsed = 0; elapsed <= minutes; elapsed++) {
            for (int cycle = 0; cycle * 25 <= elapsed; cycle++) {
                for (int step = 0; step < POLICY.steps().size(); step++) {
                    if (elapsed == POLICY.steps().get(step).after().toMinutes() + cycle * 25L) {
                        for (Target target : POLICY.steps().get(step).targets()) {
                            pages.add(page(rota, walk, opened + elapsed, cycle, step, target));
                        }
                    }
                }
            }
        }
        return pages;
    }

    private static PlannedPage page(Rota rota, Walk walk, int minute, int cycle, int step, Target target) {
        Optional<String> person =
                target instanceof Target.OfPerson(String named) ? Optional.of(named) : walk.person(rota, minute);
        return new PlannedPage(
                Walk.BEGIN.plus(Duration.ofMinutes(minute)),
                cycle,
                step,
                target,
                person,
                person.map(one -> one + "-1"));
    }

    private static EscalationPlan plan(Rota rota) {
        Map<String, Channel> channels = new HashMap<>();
        Map<String, Person> people = new HashMap<>();
        channels.put("desk", channel("desk"));
        for (String person : PEOPLE) {
            List<String> own = List.of(person + "-1", person + "-2");
            own.forEach(name -> channels.put(name, channel(name)));
            people.put(person, new Person(person, person, own));
        }
        return new EscalationPlan(
                channels,
                people,
                Map.of("duty", rota),
                Map.of("urgent", POLICY),
                List.of(new Route(EnumSet.allOf(Urgency.class), "urgent")),
                Optional.empty());
    }

    private static Channel channel(String name) {
        return new Channel(
                name,
                Channel.Format.STANDARD_WEBHOOKS,
                URI.create("https://%s.example/hook".formatted(name)),
                Optional.empty(),
                false);
    }

    @Test
    void theWalkItselfSeesBothHandoversOfASkippedHourAtOnce() {
        Rota rota = rota("Europe/Brussels", List.of("02:00", "02:30", "14:00"));
        Walk walk = new Walk(rota);
        int jump = minute("2026-03-29T01:00:00Z");
        assertThat(walk.turn[jump] - walk.turn[jump - 1]).isEqualTo(2);
        int back = minute("2026-10-25T00:30:00Z");
        assertThat(walk.turn[back] - walk.turn[back - 1]).isEqualTo(1);
        assertThat(walk.turn[back + 60])
                .as("02:30 comes twice, and counts once")
                .isEqualTo(walk.turn[back]);
    }
}
