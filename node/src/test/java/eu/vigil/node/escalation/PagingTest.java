package eu.vigil.node.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.plan.Firing;
import eu.vigil.node.escalation.plan.Person;
import eu.vigil.node.escalation.plan.Planner;
import eu.vigil.node.escalation.plan.Plans;
import eu.vigil.node.escalation.plan.Policy;
import eu.vigil.node.escalation.plan.Rota;
import eu.vigil.node.escalation.plan.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the escalation, on a virtual clock. */
class PagingTest {
    /** Scenario A: ten minutes after the clocks went forward in Brussels; alice is on call. */
    private static final Instant NIGHT = Instant.parse("2026-03-29T01:10:04Z");

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Policy URGENT =
            Plans.policy(Plans.step("PT0S", "rota:duty"), Plans.step("PT10M", "person:carol"));

    private final MemoryLedger ledger = new MemoryLedger();

    @Test
    void whoeverIsOnCallIsPagedWithinASecondOfStorage() {
        World world = world(URGENT);
        world.pass(HOUR);
        Duration stored = world.elapsed();
        world.open();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.arrivals).hasSize(1);
        assertThat(world.arrivals.getFirst().channel()).isEqualTo("phone");
        assertThat(world.arrivals.getFirst().at().minus(stored)).isLessThan(Duration.ofMillis(100));
        assertThat(ledger.newest(1).getFirst().person()).contains(onCall(world));
    }

    @Test
    void rule1TheFirstPagesAreWrittenInTheTransactionThatOpensTheIncident() {
        World world = world(URGENT);
        Incident incident = world.open();
        assertThat(ledger.of(incident.code())).hasSize(1);
        assertThat(ledger.find(incident.policyVersion())).isEqualTo(URGENT);
        assertThat(world.arrivals).isEmpty();
    }

    @Test
    void rule1AnIncidentKeepsThePolicyOfItsBeginning() {
        World world = world(URGENT);
        world.open();
        world.plan = Plans.plan(Plans.policy(Plans.step("PT0S", "channel:desk")));
        world.pass(Duration.ofMinutes(11));
        assertThat(world.secondsAt("push")).containsExactly(600L); // carol, by the old policy's second step
        assertThat(world.arrivalsAt("desk")).isEmpty();
    }

    @Test
    void rule1OpeningTheSameSubjectAgainChangesNothing() {
        World world = world(URGENT);
        Incident first = world.open();
        Incident again = world.escalation.open(ledger, first.about(), world.now());
        assertThat(again.code()).isEqualTo(first.code());
        assertThat(ledger.of(first.code())).hasSize(1);
    }

    @Test
    void rule2StepsFireWhenTheyAreDueAndRepeatWithoutEndUntilAcknowledged() {
        World world = world(URGENT);
        world.open();
        world.pass(Duration.ofMinutes(46));
        assertThat(world.secondsAt("push")).containsExactly(600L, 1500L, 2400L);
        assertThat(world.secondsAt("phone")).containsExactly(0L, 900L, 1800L, 2700L);
        world.pass(Duration.ofHours(6));
        assertThat(world.arrivalsAt("push")).hasSize(3 + 24);
        assertThat(duplicates(world)).isZero();
    }

    @Test
    void rule2WhoIsOnCallIsAskedWhenTheStepFiresNotWhenTheIncidentOpens() {
        World world = world(URGENT, Instant.parse("2026-03-30T05:55:00Z")); // five minutes before 8 o'clock
        String early = onCall(world);
        Incident incident = world.open();
        world.pass(Duration.ofMinutes(16));
        String late = onCall(world);
        assertThat(late).isNotEqualTo(early);
        assertThat(ledger.of(incident.code()).stream()
                        .filter(page -> page.key().step() == 0)
                        .map(page -> page.person().orElseThrow()))
                .containsExactly(early, late);
    }

    @Test
    void rule3AfterDowntimeEveryOverdueStepFiresAtOnceInOrderAndSaysHowLateItIs() {
        World world = world(URGENT);
        Incident incident = world.open();
        world.pass(Duration.ofSeconds(5));
        world.crash();
        world.pass(Duration.ofMinutes(32));
        Duration back = world.elapsed();
        int before = world.arrivals.size();
        world.boot();
        world.pass(Duration.ofSeconds(3));
        List<World.Arrival> late = world.arrivals.subList(before, world.arrivals.size());
        // Due at 10 min, 15 min, 25 min, 30 min.
        assertThat(late).extracting(World.Arrival::channel).containsExactly("push", "phone", "push", "phone");
        assertThat(late).extracting(one -> one.notice().late().toMinutes()).containsExactly(22L, 17L, 7L, 2L);
        assertThat(late).allMatch(one -> one.at().minus(back).compareTo(Duration.ofSeconds(2)) < 0);
        firedIsAPrefixOfThePlan(incident);
    }

    @Test
    void rule3ALongDowntimeSkipsNothing() {
        World world = world(URGENT);
        Incident incident = world.open();
        world.pass(Duration.ofSeconds(5));
        world.crash();
        world.pass(Duration.ofDays(1));
        world.boot();
        world.pass(Duration.ofMinutes(1));
        assertThat(ledger.firedSteps()).hasSize(97 + 96);
        assertThat(world.arrivals).hasSize(97 + 96);
        assertThat(duplicates(world)).isZero();
        firedIsAPrefixOfThePlan(incident);
    }

    @ParameterizedTest(name = "the node dies {0}")
    @ValueSource(strings = {"before the claim", "after the claim", "after the 2xx", "after the completion"})
    void rule4WheneverTheNodeDiesTheHumanIsPagedAndADuplicateBearsTheSameId(String moment) {
        World world = world(URGENT);
        world.pass(Duration.ofSeconds(1));
        boolean[] died = {false};
        Runnable die = () -> {
            if (!died[0]) {
                died[0] = true;
                world.crash();
            }
        };
        Incident incident = world.open();
        switch (moment) {
            case "before the claim" -> world.beforeWriting = die;
            case "after the claim" -> world.beforeSending = die;
            case "after the 2xx" -> world.afterSending = die;
            default ->
                world.afterWriting = () -> {
                    if (ledger.of(incident.code()).getFirst().state() == Page.State.DELIVERED) {
                        die.run();
                    }
                };
        }
        world.pass(Duration.ofSeconds(1));
        assertThat(died[0]).isTrue();
        world.pass(Duration.ofSeconds(2));
        world.boot();
        world.pass(Duration.ofSeconds(2));
        assertThat(world.arrivals).hasSize(moment.equals("after the 2xx") ? 2 : 1);
        assertThat(world.arrivals.stream().map(World.Arrival::id).distinct()).hasSize(1);
        Page page = ledger.of(incident.code()).getFirst();
        assertThat(page.state()).isEqualTo(Page.State.DELIVERED);
        assertThat(world.arrivals.getLast().at()).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void rule4AResultOfAClaimWhoseLeaseHasEndedIsNotWritten() {
        World world = world(URGENT);
        world.channels.put(
                "phone",
                attempt -> attempt == 1
                        ? new World.Behaviour(new Outcome.Refused("HTTP 410"), Duration.ofSeconds(30)) // far too late
                        : World.OK);
        Incident incident = world.open();
        world.pass(Duration.ofSeconds(60));
        assertThat(world.secondsAt("phone")).containsExactly(0L, 10L);
        assertThat(duplicates(world)).isEqualTo(1);
        Page page = ledger.of(incident.code()).getFirst();
        assertThat(page.state()).isEqualTo(Page.State.DELIVERED);
    }

    @Test
    void rule5AFailingPageIsTriedAt0And2And5And10And20And30SecondsThenEveryMinute() {
        World world = world(Plans.policy(Plans.step("PT0S", "channel:desk")));
        world.channels.put("desk", _ -> World.DOWN);
        world.open();
        world.pass(Duration.ofMinutes(4));
        assertThat(world.secondsAt("desk")).containsExactly(0L, 2L, 5L, 10L, 20L, 30L, 90L, 150L, 210L);
        assertThat(world.arrivals.stream().map(World.Arrival::id).distinct()).hasSize(1);
    }

    @Test
    void rule5AnAttemptThatIsSilentIsUnknownAndSentAgainUnderItsId() {
        World world = world(Plans.policy(Plans.step("PT0S", "channel:desk")));
        world.channels.put("desk", attempt -> attempt < 3 ? World.SILENT : World.OK);
        Incident incident = world.open();
        world.pass(Duration.ofMinutes(1));
        assertThat(world.secondsAt("desk")).containsExactly(0L, 5L, 10L);
        assertThat(world.arrivals.stream().map(World.Arrival::id).distinct()).hasSize(1);
        assertThat(ledger.of(incident.code()).getFirst().state()).isEqualTo(Page.State.DELIVERED);
    }

    @Test
    void rule5WithoutA2xxIn15SecondsTheNextChannelStartsBesideIt() {
        World world = world(Plans.policy(Plans.step("PT0S", "person:alice")));
        world.channels.put("phone", _ -> World.DOWN);
        world.open();
        world.pass(Duration.ofSeconds(31));
        assertThat(world.secondsAt("push")).containsExactly(15L);
        assertThat(world.secondsAt("phone")).containsExactly(0L, 2L, 5L, 10L, 20L, 30L);
    }

    @Test
    void rule5ARefusalIsFinalReportedAndFailsOverAtOnce() {
        World world = world(Plans.policy(Plans.step("PT0S", "person:alice")));
        world.channels.put("phone", _ -> World.GONE);
        world.open();
        world.pass(Duration.ofMinutes(10));
        assertThat(world.secondsAt("phone")).containsExactly(0L);
        assertThat(world.arrivalsAt("push").getFirst().at()).isLessThan(Duration.ofMillis(200));
        assertThat(ledger.faults(9)).extracting(StepFault::text).contains("channel 'phone' refused the page: HTTP 410");
    }

    @Test
    void rule5RetryAfterIsHonouredButTheNextChannelStartsAndTheLastIsNeverSilenced() {
        World world = world(Plans.policy(Plans.step("PT0S", "person:alice")));
        World.Behaviour busy =
                new World.Behaviour(new Outcome.NotNow(429, Optional.of(Duration.ofMinutes(5))), Duration.ofMillis(20));
        world.channels.put("phone", attempt -> attempt == 1 ? busy : World.DOWN);
        world.channels.put("push", _ -> busy);
        world.open();
        world.pass(Duration.ofSeconds(320));
        assertThat(world.secondsAt("phone")).containsExactly(0L, 300L, 303L, 308L, 318L);
        assertThat(world.secondsAt("push")).containsExactly(15L, 75L, 135L, 195L, 255L, 315L);
    }

    @Test
    void rule5RetriesEndWhenTheNextCycleCallsInTheirPlace() {
        World world = world(Plans.policy(Plans.step("PT0S", "channel:desk")));
        world.channels.put("desk", _ -> World.DOWN);
        Incident incident = world.open();
        world.pass(Duration.ofMinutes(31));
        List<Page> pages = ledger.of(incident.code());
        assertThat(pages).hasSize(3);
        assertThat(pages.subList(0, 2)).extracting(Page::state).containsOnly(Page.State.SUPERSEDED);
        assertThat(pages.getLast().state()).isEqualTo(Page.State.WAITING);
    }

    @Test
    void rule6AnEmptyStepAdvancesAtOnceToTheNextStepAndTheCatchAllAndIsShown() {
        World world = world(Plans.policy(Plans.step("PT0S"), Plans.step("PT1H", "person:carol")));
        world.open();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.secondsAt("push")).containsExactly(0L);
        assertThat(world.secondsAt("desk")).containsExactly(0L);
        assertThat(ledger.faults(9)).extracting(StepFault::text).containsExactly("the step calls nobody");
        world.pass(Duration.ofMinutes(61));
        // Cycle 0 of the second step went ahead, so its own instant brings nothing twice.
        assertThat(duplicateKeys(world)).isEmpty();
        assertThat(world.secondsAt("push")).containsExactly(0L, 900L, 1800L, 2700L, 3600L);
    }

    @Test
    void rule6AGapInTheRotaAdvancesAtOnce() {
        World world = world(URGENT, Instant.parse("2026-01-01T00:00:00Z")); // the rota starts on the 5th
        world.open();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.secondsAt("push")).containsExactly(0L);
        assertThat(world.secondsAt("desk")).containsExactly(0L);
        assertThat(ledger.faults(9)).extracting(StepFault::text).containsExactly("nobody is on call in rota 'duty'");
    }

    @Test
    void rule6AnUnreachableTargetAdvancesAtOnceAlsoIfTheOthersAreReached() {
        EscalationPlan plan = Plans.plan(
                Plans.policy(Plans.step("PT0S", "person:alice", "person:bob"), Plans.step("PT1H", "person:carol")));
        Map<String, Person> people = new HashMap<>(plan.people());
        people.put("bob", new Person("bob", "Bob", List.of()));
        World world = new World(
                new EscalationPlan(
                        plan.channels(), people, plan.rotas(), plan.policies(), plan.routes(), Optional.empty()),
                NIGHT,
                ledger);
        world.open();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.secondsAt("phone")).containsExactly(0L); // alice
        assertThat(world.secondsAt("push")).containsExactly(0L); // carol
        assertThat(world.secondsAt("desk")).containsExactly(0L); // catch-all
    }

    @Test
    void rule6ATargetWhoseEveryChannelRefusesIsUnreachable() {
        World world = world(Plans.policy(Plans.step("PT0S", "person:bob"), Plans.step("PT1H", "person:carol")));
        world.channels.put("phone", _ -> World.GONE);
        world.open();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.secondsAt("push")).containsExactly(0L);
        assertThat(world.secondsAt("desk")).containsExactly(0L);
    }

    @Test
    void rule6ATargetWhoseEveryChannelIsDeafFor15SecondsIsUnreachable() {
        World world = world(Plans.policy(Plans.step("PT0S", "person:bob"), Plans.step("PT1H", "person:carol")));
        world.channels.put("phone", _ -> World.SILENT);
        world.open();
        world.pass(Duration.ofSeconds(20));
        assertThat(world.secondsAt("push")).containsExactly(15L);
        assertThat(world.secondsAt("desk")).containsExactly(15L);
    }

    @Test
    void rule7AnAcknowledgementStopsEverythingAtOnce() {
        World world = world(URGENT);
        world.channels.put("phone", _ -> World.DOWN);
        Incident incident = world.open();
        world.pass(Duration.ofSeconds(3));
        int before = world.arrivals.size();
        assertThat(world.acknowledge(incident, "alice")).isTrue();
        assertThat(world.acknowledge(incident, "bob")).isFalse();
        world.pass(HOUR);
        assertThat(world.arrivals).hasSize(before);
        assertThat(ledger.find(incident.code()).orElseThrow().acknowledgedBy()).contains("alice");
        assertThat(ledger.of(incident.code())).extracting(Page::state).containsOnly(Page.State.STOPPED);
        assertThat(world.cycle.health().oldestOverdue()).isZero();
    }

    @Test
    void rule7AnAttemptThatWasUnderWayWhenSomebodyAcknowledgedIsNotRepeated() {
        World world = world(URGENT);
        world.channels.put("phone", _ -> World.SILENT);
        Incident incident = world.open();
        world.pass(Duration.ofSeconds(2));
        world.acknowledge(incident, "alice");
        world.crash();
        world.boot();
        world.pass(HOUR);
        assertThat(world.arrivals).hasSize(1);
    }

    @ParameterizedTest(name = "the clock steps by {0}")
    @ValueSource(strings = {"PT1H", "PT-1H"})
    void aStepOfTheClockLeavesNoGapAndNoDouble(String step) {
        World world = world(URGENT);
        Incident incident = world.open();
        world.pass(Duration.ofMinutes(5));
        world.jump(Duration.parse(step));
        world.pass(Duration.ofHours(3));
        assertThat(longestSilence(world))
                .isLessThanOrEqualTo(Duration.ofMinutes(15).plusSeconds(2));
        assertThat(duplicates(world)).isZero();
        assertThat(duplicateKeys(world)).isEmpty();
        firedIsAPrefixOfThePlan(incident);
    }

    @Test
    void aNodeThatStoodStillForHoursBetweenAQuestionAndItsAnswerHasNoFastClockAfterwards() {
        World world = world(URGENT);
        world.pass(Duration.ofSeconds(2));
        AtomicBoolean stood = new AtomicBoolean();
        world.beforeWriting = () -> {
            if (stood.compareAndSet(false, true)) {
                world.jump(Duration.ofHours(6)); // the whole machine was paused: its clock went on
            }
        };
        world.pass(Duration.ofSeconds(2));
        assertThat(stood).isTrue();
        world.open();
        world.pass(Duration.ofMinutes(9));
        assertThat(world.arrivalsAt("push")).isEmpty(); // the second step is due after ten minutes
        world.pass(Duration.ofMinutes(2));
        assertThat(world.arrivalsAt("push")).hasSize(1);
    }

    @ParameterizedTest(name = "the clock steps by {0} while the node is down")
    @ValueSource(strings = {"PT1H", "PT-1H"})
    void aStepOfTheClockDuringARestartLeavesNoGapAndNoDouble(String step) {
        World world = world(URGENT);
        world.channels.put("phone", attempt -> attempt < 3 ? World.DOWN : World.OK);
        Incident incident = world.open();
        world.pass(Duration.ofMillis(2500));
        world.crash();
        world.jump(Duration.parse(step));
        world.boot();
        world.pass(Duration.ofSeconds(20));
        assertThat(world.arrivals).hasSizeGreaterThanOrEqualTo(3);
        world.pass(Duration.ofHours(3));
        assertThat(longestSilence(world))
                .isLessThanOrEqualTo(Duration.ofMinutes(15).plusSeconds(2));
        assertThat(duplicateKeys(world)).isEmpty();
        firedIsAPrefixOfThePlan(incident);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "Europe/Brussels, 2026-03-28T23:00:00Z",
        "Europe/Brussels, 2026-10-24T22:00:00Z",
        "Europe/Dublin, 2026-03-28T23:00:00Z",
        "Europe/Dublin, 2026-10-24T22:00:00Z",
        "Atlantic/Azores, 2026-03-28T23:00:00Z",
        "Atlantic/Azores, 2026-10-24T22:00:00Z",
    })
    void overADstChangeSomebodyIsPagedEveryFifteenMinutesAndItIsWhoeverIsOnCall(String zone, Instant evening) {
        EscalationPlan plan = Plans.plan(
                Plans.policy(Plans.step("PT0S", "rota:duty")), Plans.rota(zone, "00:30", "01:30", "02:30", "14:00"));
        World world = new World(plan, evening, ledger);
        Incident incident = world.open();
        world.pass(Duration.ofHours(8).plusSeconds(1));
        List<Page> pages = ledger.of(incident.code());
        assertThat(pages).hasSize(33);
        Rota rota = plan.rotas().get("duty");
        for (Page page : pages) {
            assertThat(page.person()).isEqualTo(rota.onCall(page.dueAt()).person());
        }
        assertThat(pages.stream().map(Page::person).distinct().count()).isEqualTo(3);
        assertThat(duplicates(world)).isZero();
        assertThat(rota.zone()).isEqualTo(ZoneId.of(zone));
    }

    @Test
    void thirdPartiesLearnNothingAndTheHouseLearnsSenderCaseAndKind() {
        EscalationPlan plan = Plans.plan(Plans.policy(Plans.step("PT0S", "person:alice", "channel:desk")));
        var channels = new HashMap<>(plan.channels());
        var desk = channels.get("desk");
        channels.put(
                "desk",
                new eu.vigil.node.escalation.plan.Channel(desk.name(), desk.format(), desk.url(), desk.secret(), true));
        World world = new World(
                new EscalationPlan(
                        channels, plan.people(), plan.rotas(), plan.policies(), plan.routes(), Optional.empty()),
                NIGHT,
                ledger);
        world.open();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.arrivalsAt("phone").getFirst().notice().internal()).isEmpty();
        Notice inside = world.arrivalsAt("desk").getFirst().notice();
        assertThat(inside.internal().orElseThrow().caseRef().orElseThrow()).hasToString("BE-2026-000123");
        assertThat(inside.timeLeftInWords()).contains("7 h 59 min left");
    }

    @Test
    void healthSaysSinceWhenAStepIsDueWithoutReachingAnybody() {
        World world = world(Plans.policy(Plans.step("PT0S", "channel:desk")));
        world.channels.put("desk", _ -> World.DOWN);
        world.open();
        world.pass(Duration.ofMinutes(20));
        assertThat(world.cycle.health().oldestOverdue()).isBetween(Duration.ofSeconds(1195), Duration.ofSeconds(1200));
        world.channels.remove("desk");
        world.pass(Duration.ofMinutes(2));
        assertThat(world.cycle.health().oldestOverdue()).isZero();
        assertThat(world.cycle.health().lastRound().orElseThrow())
                .isAfter(world.now().minusSeconds(2));
    }

    @Test
    void aFloodIsWorkedOffWithoutMoreAttemptsAtOnceThanAllowed() {
        World world = world(URGENT);
        world.channels.put("phone", _ -> new World.Behaviour(new Outcome.Delivered(200), Duration.ofSeconds(1)));
        for (int i = 0; i < 1000; i++) {
            world.open("BE/BANK-" + i / 5, Urgency.URGENT);
        }
        world.pass(Duration.ofSeconds(10));
        assertThat(world.arrivals).hasSize(1000);
        assertThat(world.arrivals.stream().filter(one -> one.at().compareTo(Duration.ofMillis(900)) < 0))
                .hasSize(PageCycle.IN_FLIGHT_MAX);
    }

    private World world(Policy policy) {
        return world(policy, NIGHT);
    }

    private World world(Policy policy, Instant start) {
        return new World(Plans.plan(policy), start, ledger);
    }

    private static String onCall(World world) {
        return world.plan.rotas().get("duty").onCall(world.now()).person().orElseThrow();
    }

    private static long duplicates(World world) {
        return world.arrivals.size()
                - world.arrivals.stream().map(World.Arrival::id).distinct().count();
    }

    private Set<Page.Key> duplicateKeys(World world) {
        Set<Page.Key> seen = new HashSet<>();
        return world.arrivals.stream()
                .map(World.Arrival::id)
                .distinct()
                .map(id -> ledger.find(id).orElseThrow().key())
                .filter(key -> !seen.add(key))
                .collect(Collectors.toSet());
    }

    private static Duration longestSilence(World world) {
        Duration longest = Duration.ZERO;
        Duration last = Duration.ZERO;
        for (World.Arrival arrival : world.arrivals) {
            Duration silence = arrival.at().minus(last);
            longest = silence.compareTo(longest) > 0 ? silence : longest;
            last = arrival.at();
        }
        Duration end = world.elapsed().minus(last);
        return end.compareTo(longest) > 0 ? end : longest;
    }

    private void firedIsAPrefixOfThePlan(Incident incident) {
        List<Firing> fired = ledger.firedSteps().stream()
                .map(step -> new Firing(step.cycle(), step.step(), step.due()))
                .toList();
        Planner planner = new Planner(ledger.find(incident.policyVersion()), incident.openedAt());
        List<Firing> plan = planner.between(Instant.MIN, fired.getLast().due(), fired.size());
        assertThat(fired).isEqualTo(plan);
    }
}
