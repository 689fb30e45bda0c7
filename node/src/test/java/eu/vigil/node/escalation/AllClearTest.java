package eu.vigil.node.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.plan.Plans;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every channel that was paged is told when it is over, whatever happens to the node meanwhile. */
class AllClearTest {
    private static final Instant NIGHT = Instant.parse("2026-03-29T01:10:00Z");

    private final MemoryLedger ledger = new MemoryLedger();

    @Test
    void everyChannelThatWasPagedIsToldOfTheAcknowledgementAndOfTheEndAndNoOtherIs() {
        World world = world();
        Incident incident = world.open();
        world.pass(Duration.ofSeconds(3));
        world.acknowledge(incident, "alice");
        world.pass(Duration.ofSeconds(3));
        assertThat(world.told).extracting(World.Told::channel).containsExactly("phone", "desk");
        assertThat(world.told).extracting(told -> told.notice().why()).containsOnly(AllClear.Why.ACKNOWLEDGED);
        world.close(incident);
        world.pass(Duration.ofSeconds(3));
        assertThat(world.told.subList(2, 4)).extracting(World.Told::channel).containsExactly("phone", "desk");
        assertThat(world.told.subList(2, 4))
                .extracting(told -> told.notice().why())
                .containsOnly(AllClear.Why.CLOSED);
        assertThat(world.told.stream().map(World.Told::id).distinct()).hasSize(4);
    }

    @Test
    void whoHasItIsToldInTheHouseOnly() {
        World world = world();
        world.plan = withInternal(world.plan, "desk");
        Incident incident = world.open();
        world.pass(Duration.ofSeconds(3));
        world.acknowledge(incident, "alice");
        world.pass(Duration.ofSeconds(3));
        Map<String, Optional<String>> named = new HashMap<>();
        world.told.forEach(told -> named.put(told.channel(), told.notice().person()));
        assertThat(named).isEqualTo(Map.of("phone", Optional.empty(), "desk", Optional.of("Alice")));
    }

    @Test
    void aChannelThatRefusedThePageIsNotTold() {
        World world = world();
        world.channels.put("phone", _ -> World.GONE);
        Incident incident = world.open();
        world.pass(Duration.ofSeconds(3));
        world.acknowledge(incident, "alice");
        world.pass(Duration.ofSeconds(3));
        assertThat(world.told)
                .extracting(World.Told::channel)
                .doesNotContain("phone")
                .contains("desk");
    }

    @Test
    void aFailingAllClearIsRepeatedUnderItsIdMoreAndMoreSeldomAndGivenUpAfterADay() {
        World world = world();
        world.tellings = _ -> World.DOWN;
        Incident incident = world.open();
        world.pass(Duration.ofSeconds(1));
        world.acknowledge(incident, "alice");
        world.pass(Duration.ofMinutes(4));
        assertThat(toldAt(world, "phone")).containsExactly(1L, 3L, 6L, 11L, 21L, 31L, 91L, 151L, 211L);
        world.pass(Duration.ofHours(30));
        int before = world.told.size();
        assertThat(before).isLessThan(2 * 170);
        world.pass(Duration.ofHours(30));
        assertThat(world.told).hasSize(before);
        assertThat(world.told.stream().map(World.Told::id).distinct()).hasSize(2);
        assertThat(ledger.allClears().of(incident.code()))
                .extracting(AllClear::state)
                .containsOnly(AllClear.State.GIVEN_UP);
    }

    @Test
    void aRefusalIsFinal() {
        World world = world();
        world.tellings = _ -> World.GONE;
        Incident incident = world.open();
        world.pass(Duration.ofSeconds(1));
        world.acknowledge(incident, "alice");
        world.pass(Duration.ofHours(1));
        assertThat(world.told).hasSize(2);
    }

    @Test
    void theEndTakesThePlaceOfAnAcknowledgementThatWasNotTaken() {
        World world = world();
        world.tellings = _ -> World.DOWN;
        Incident incident = world.open();
        world.pass(Duration.ofSeconds(1));
        world.acknowledge(incident, "alice");
        world.pass(Duration.ofSeconds(4));
        world.tellings = _ -> World.OK;
        world.close(incident);
        world.pass(Duration.ofHours(1));
        assertThat(world.told.subList(world.told.size() - 2, world.told.size()))
                .extracting(told -> told.notice().why())
                .containsOnly(AllClear.Why.CLOSED);
        assertThat(ledger.allClears().of(incident.code()))
                .extracting(AllClear::state)
                .containsExactlyInAnyOrder(
                        AllClear.State.SUPERSEDED,
                        AllClear.State.SUPERSEDED,
                        AllClear.State.DELIVERED,
                        AllClear.State.DELIVERED);
    }

    @Test
    void itWaitsForAPageThatIsOnItsWayToTheSameChannelLestTheLastWordComeFirst() {
        World world = world();
        world.channels.put("phone", _ -> World.SILENT);
        Incident incident = world.open();
        world.pass(Duration.ofSeconds(1));
        world.acknowledge(incident, "alice");
        world.pass(Duration.ofSeconds(3));
        assertThat(toldAt(world, "desk")).containsExactly(1L);
        assertThat(toldAt(world, "phone")).isEmpty();
        world.pass(Duration.ofSeconds(5));
        assertThat(toldAt(world, "phone")).containsExactly(5L);
    }

    @ParameterizedTest(name = "the node dies {0}")
    @ValueSource(strings = {"before the claim", "before the attempt", "after the attempt", "after the result"})
    void aCrashLosesNone(String when) {
        World world = world();
        Incident incident = world.open();
        world.pass(Duration.ofSeconds(3));
        world.acknowledge(incident, "alice");
        switch (when) {
            case "before the claim" -> world.crash();
            case "before the attempt" -> dieAtWrite(world, 1, true);
            case "after the attempt" -> dieAtWrite(world, 2, false);
            case "after the result" -> dieAtWrite(world, 2, true);
            default -> throw new AssertionError(when);
        }
        world.pass(Duration.ofSeconds(3));
        world.beforeWriting = () -> {};
        world.afterWriting = () -> {};
        world.boot();
        world.pass(Duration.ofMinutes(1));
        assertThat(world.told.stream().map(World.Told::channel).distinct()).containsExactlyInAnyOrder("phone", "desk");
        assertThat(world.told.stream().map(World.Told::id).distinct()).hasSize(2);
        assertThat(ledger.allClears().of(incident.code()))
                .extracting(AllClear::state)
                .containsOnly(AllClear.State.DELIVERED);
    }

    private static void dieAtWrite(World world, int number, boolean after) {
        int[] writes = {0};
        Runnable count = () -> {
            if (++writes[0] == number) {
                world.crash();
            }
        };
        if (after) {
            world.afterWriting = count;
        } else {
            world.beforeWriting = count;
        }
    }

    private World world() {
        return new World(Plans.plan(Plans.policy(Plans.step("PT0S", "person:alice", "channel:desk"))), NIGHT, ledger);
    }

    private static EscalationPlan withInternal(EscalationPlan plan, String name) {
        Map<String, Channel> channels = new HashMap<>(plan.channels());
        Channel old = channels.get(name);
        channels.put(name, new Channel(name, old.format(), old.url(), old.secret(), true));
        return new EscalationPlan(
                channels, plan.people(), plan.rotas(), plan.policies(), plan.routes(), Optional.empty());
    }

    private static List<Long> toldAt(World world, String channel) {
        return world.told.stream()
                .filter(told -> told.channel().equals(channel))
                .map(told -> told.at().toSeconds())
                .toList();
    }
}
