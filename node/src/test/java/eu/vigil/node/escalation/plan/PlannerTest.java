package eu.vigil.node.escalation.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Instant T = Instant.parse("2026-03-29T01:10:04Z");
    private static final Policy POLICY =
            Plans.policy(Plans.step("PT0S", "rota:duty"), Plans.step("PT1H", "person:carol"));
    private final Planner planner = new Planner(POLICY, T);

    @Test
    void everyStepOfEveryCycleIsDueAtItsAfterPlusItsCyclesRepetitions() {
        assertThat(planner.between(Instant.MIN, T.plusSeconds(4500), 100))
                .containsExactly(
                        new Firing(0, 0, T),
                        new Firing(1, 0, T.plusSeconds(900)),
                        new Firing(2, 0, T.plusSeconds(1800)),
                        new Firing(3, 0, T.plusSeconds(2700)),
                        new Firing(0, 1, T.plusSeconds(3600)),
                        new Firing(4, 0, T.plusSeconds(3600)),
                        new Firing(1, 1, T.plusSeconds(4500)),
                        new Firing(5, 0, T.plusSeconds(4500)));
    }

    @Test
    void planningInPiecesIsPlanningAtOnceWhateverThePieces() {
        List<Firing> whole = planner.between(Instant.MIN, T.plus(Duration.ofDays(3)), 100_000);
        for (int max : new int[] {1, 2, 7, 100}) {
            List<Firing> pieces = new ArrayList<>();
            Instant after = Instant.MIN;
            while (true) {
                List<Firing> some = planner.between(after, T.plus(Duration.ofDays(3)), max);
                if (some.isEmpty()) {
                    break;
                }
                pieces.addAll(some);
                after = some.getLast().due();
            }
            assertThat(pieces).isEqualTo(whole);
        }
    }

    @Test
    void thereIsNoLastRepetition() {
        Instant years = T.plus(Duration.ofDays(3650));
        assertThat(planner.nextAfter(years)).isBetween(years.plusNanos(1), years.plus(POLICY.repeatEvery()));
    }

    @Test
    void thePreviewNamesWhoIsOnCallAtEachStepsInstantAndTheirFirstChannel() {
        EscalationPlan plan = Plans.plan(POLICY);
        // 29 March, 03:10 summer time: turn 165 of three, alice's; then carol by name.
        List<PlannedPage> pages = PlannedPage.preview(plan, POLICY, T, T.plusSeconds(3600), 100);
        assertThat(pages).hasSize(6);
        assertThat(pages.getFirst())
                .isEqualTo(new PlannedPage(
                        T,
                        0,
                        0,
                        new Target.OfRota("duty"),
                        plan.rotas().get("duty").onCall(T).person(),
                        Optional.of("phone")));
        assertThat(pages.get(4))
                .isEqualTo(new PlannedPage(
                        T.plusSeconds(3600),
                        0,
                        1,
                        new Target.OfPerson("carol"),
                        Optional.of("carol"),
                        Optional.of("push")));
    }

    @Test
    void unknownNamesInAPlanAreRefusedAndTheErrorNamesTheKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plans.plan(Plans.policy(Plans.step("PT0S", "person:dave"))))
                .withMessage("escalation.policies.urgent.steps: 'dave' is not one of [alice, bob, carol]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.parse("alice"))
                .withMessageContaining("rota:duty");
    }

    @Test
    void aPolicyWithOneChannelAnEmptyStepAndARotaWithAGapAreFindings() {
        Policy policy = new Policy(
                "urgent",
                List.of(Plans.step("PT0S", "channel:desk"), Plans.step("PT1M")),
                Duration.ofMinutes(5),
                List.of(new Target.OfChannel("desk")));
        assertThat(PlanFindings.of(Plans.plan(policy), Instant.parse("2026-01-01T00:00:00Z")))
                .anyMatch(finding -> finding.contains("escalation.rotas.duty: nobody is on call from 2026-01-01"))
                .anyMatch(finding -> finding.contains("step 1 calls nobody"))
                .anyMatch(finding -> finding.contains("fewer than two channels"));
        assertThat(PlanFindings.of(Plans.plan(POLICY), T)).isEmpty();
    }

    @Test
    void retriesComeAfter0And2And5And10And20And30SecondsThenEveryMinute() {
        List<Long> seconds = new ArrayList<>();
        Instant now = T;
        for (int attempt = 1; attempt <= 9; attempt++) {
            seconds.add(Duration.between(T, now).toSeconds());
            now = Retries.next(attempt, now, now, Optional.empty(), true);
        }
        assertThat(seconds).containsExactly(0L, 2L, 5L, 10L, 20L, 30L, 90L, 150L, 210L);
    }

    @Test
    void aRetryNeverLiesInThePastAndRetryAfterPostponesItButNeverSilencesTheLastChannel() {
        Instant timedOut = T.plusSeconds(5);
        assertThat(Retries.next(1, T, timedOut, Optional.empty(), true)).isEqualTo(timedOut);
        Optional<Duration> wanted = Optional.of(Duration.ofMinutes(30));
        assertThat(Retries.next(1, T, T, wanted, false)).isEqualTo(T.plusSeconds(1800));
        assertThat(Retries.next(1, T, T, wanted, true)).isEqualTo(T.plusSeconds(60));
        assertThat(Retries.next(1, T, T, Optional.of(Duration.ofDays(9)), false))
                .isEqualTo(T.plusSeconds(3600));
    }
}
