package eu.vigil.node.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.plan.Plans;
import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rule 11: a flood does not become a flood of pages. */
class FloodTest {
    private static final Instant NIGHT = Instant.parse("2026-03-29T01:10:04Z");
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final MemoryLedger ledger = new MemoryLedger();
    private final World world = new World(plan(), NIGHT, ledger);

    private static EscalationPlan plan() {
        return Plans.plan(Plans.policy(Plans.step("PT0S", "rota:duty"), Plans.step("PT10M", "person:carol")));
    }

    private List<Incident> open(int count) {
        List<Incident> opened = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            opened.add(world.open());
        }
        world.pass(MOMENT);
        return opened;
    }

    private Incident caller(Urgency urgency) {
        return ledger.open(1000).stream()
                .filter(one ->
                        one.about().kind() == IncidentKind.FLOOD && one.about().urgency() == urgency)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theFirstTenIncidentsOfAPeerCallForThemselvesAndOneCallStandsForTheRest() {
        List<Incident> opened = open(25);

        assertThat(opened.subList(0, 10)).allMatch(one -> one.calledBy().isEmpty());
        assertThat(opened.subList(10, 25))
                .allMatch(one ->
                        one.calledBy().equals(Optional.of(caller(Urgency.URGENT).code())));
        assertThat(world.arrivals).hasSize(11);
    }

    @Test
    void eachOfThemKeepsItsDeadlineAndTheCallSaysTheFirstAndHowMany() {
        world.plan = inHouse(world.plan);
        List<Incident> opened = open(12);
        world.pass(Duration.ofMinutes(10));
        Incident last = world.open();
        assertThat(last.about().dueAt().orElseThrow())
                .isAfter(opened.getLast().about().dueAt().orElseThrow());
        assertThat(last.calledBy()).isEmpty(); // ten minutes are over

        Incident caller = caller(Urgency.URGENT);
        Notice notice = world.arrivals.stream()
                .map(World.Arrival::notice)
                .filter(one -> one.incident().equals(caller.code()))
                .findFirst()
                .orElseThrow();
        assertThat(notice.internal().orElseThrow().incidents()).isEqualTo(2);
        assertThat(notice.timeLeft().orElseThrow()).isBetween(Duration.ofMinutes(479), Duration.ofHours(8));
    }

    @Test
    void anotherPeersIncidentAndAMoreUrgentOneAreCalledAboutAtOnce() {
        open(30);
        int before = world.arrivals.size();
        Incident other = world.open("NL", Urgency.URGENT);
        world.open("BE", Urgency.EMERGENCY);
        world.pass(MOMENT);

        assertThat(world.arrivals.subList(before, world.arrivals.size()))
                .extracting(arrival -> arrival.notice().incident())
                .containsExactlyInAnyOrder(
                        other.code(), caller(Urgency.EMERGENCY).code());
    }

    @Test
    void whoAcknowledgesTheOneCallHasSeenThemAll() {
        List<Incident> opened = open(15);
        assertThat(world.acknowledge(caller(Urgency.URGENT), "alice")).isTrue();

        assertThat(opened.subList(10, 15)).allSatisfy(one -> {
            Incident now = ledger.find(one.code()).orElseThrow();
            assertThat(now.state()).isEqualTo(Incident.State.ACKNOWLEDGED);
            assertThat(now.acknowledgedBy()).contains("alice");
        });
        assertThat(opened.subList(0, 10))
                .allMatch(one -> ledger.find(one.code()).orElseThrow().isOpen());
    }

    @Test
    void whenTheLastOfThemEndsNobodyIsCalledAboutThemAnyMore() {
        List<Incident> opened = open(12);
        Incident caller = caller(Urgency.URGENT);
        assertThat(world.acknowledge(opened.get(10), "alice")).isTrue();
        assertThat(ledger.find(caller.code()).orElseThrow().isOpen()).isTrue();
        assertThat(world.escalation.close(ledger, opened.get(11).code(), NIGHT)).isTrue();
        assertThat(ledger.find(caller.code()).orElseThrow().isOpen()).isFalse();
    }

    @Test
    void ifTheOneCallIsEndedWithoutThemEachCallsForItself() {
        List<Incident> opened = open(12);
        int before = world.arrivals.size();
        world.escalation.close(ledger, caller(Urgency.URGENT).code(), world.now());
        world.pass(MOMENT);

        assertThat(world.arrivals.subList(before, world.arrivals.size()))
                .extracting(arrival -> arrival.notice().incident())
                .containsExactlyInAnyOrder(opened.get(10).code(), opened.get(11).code());
    }

    @Test
    void anUnansweredCallIsRepeatedAndGoesToTheNextPersonLikeAnyOther() {
        open(12);
        IncidentCode caller = caller(Urgency.URGENT).code();
        world.pass(Duration.ofMinutes(16));
        assertThat(ledger.of(caller))
                .extracting(page -> page.key().target().toString())
                .contains("person:carol");
        assertThat(ledger.of(caller)).anyMatch(page -> page.key().cycle() == 1);
    }

    private static EscalationPlan inHouse(EscalationPlan plan) {
        Map<String, Channel> channels = new HashMap<>();
        plan.channels()
                .forEach((name, one) ->
                        channels.put(name, new Channel(name, one.format(), one.url(), one.secret(), true)));
        return new EscalationPlan(
                channels, plan.people(), plan.rotas(), plan.policies(), plan.routes(), Optional.empty());
    }

    @Test
    void whatIsRealNeverJoinsTheCallOfAnExercise() {
        for (int number = 0; number < 12; number++) {
            world.exercise();
        }
        world.pass(MOMENT);
        Incident real = world.open();
        world.pass(MOMENT);
        Incident exercise =
                ledger.flood(new ParticipantId("BE"), Urgency.URGENT, true).orElseThrow();
        assertThat(exercise.code().isDrill()).isTrue();
        Incident calling = ledger.find(real.code())
                .flatMap(Incident::calledBy)
                .flatMap(ledger::find)
                .orElseThrow();
        assertThat(calling.code().isDrill()).isFalse();
        assertThat(calling.isOpen()).isTrue();
    }
}
