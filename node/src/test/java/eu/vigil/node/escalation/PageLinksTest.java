package eu.vigil.node.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.escalation.PageLinks.LinkAnswer;
import eu.vigil.node.escalation.PageLinks.LinkView;
import eu.vigil.node.escalation.plan.Plans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class PageLinksTest {
    private static final Instant NIGHT = Instant.parse("2026-03-29T01:10:04Z");

    private final MemoryLedger ledger = new MemoryLedger();
    private final List<String> told = new ArrayList<>();
    private final World world =
            new World(Plans.plan(Plans.policy(Plans.step("PT0S", "person:alice", "channel:desk"))), NIGHT, ledger);
    private final PageLinks links = world.links(new AcknowledgementListener<>() {
        @Override
        public void acknowledging(EscalationLedger transaction, IncidentAcknowledged what) {
            told.add("in the transaction: " + what.personName());
        }

        @Override
        public void acknowledged(IncidentAcknowledged what) {
            told.add("after the commit: " + what.person());
        }
    });

    @Test
    void readingALinkShowsWhoIsAskedAndHowMuchTimeIsLeftAndChangesNothing() {
        Incident incident = world.open();
        world.pass(Duration.ofSeconds(1));
        for (int scan = 0; scan < 3; scan++) {
            LinkView.Asks asks = (LinkView.Asks) now(links.describe(token("phone"), world.now()));
            assertThat(asks.incident()).isEqualTo(incident.code());
            assertThat(asks.person()).contains("Alice");
            assertThat(asks.timeLeftInWords()).contains("7 h 59 min left");
        }
        assertThat(ledger.find(incident.code()).orElseThrow().isOpen()).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void postingAcknowledgesInThePersonsNameOnce() {
        Incident incident = world.open();
        world.pass(Duration.ofSeconds(1));
        assertThat(post(token("phone")))
                .isInstanceOfSatisfying(
                        LinkAnswer.Acknowledged.class,
                        answer -> assertThat(answer.person()).contains("Alice"));
        assertThat(told).containsExactly("in the transaction: Optional[Alice]", "after the commit: Optional[alice]");
        assertThat(post(token("phone"))).isInstanceOf(LinkAnswer.WasOver.class);
        assertThat(post(token("desk"))).isInstanceOf(LinkAnswer.WasOver.class);
        assertThat(told).hasSize(2);
        assertThat(now(links.describe(token("desk"), world.now())))
                .isInstanceOfSatisfying(
                        LinkView.Over.class, over -> assertThat(over.person()).contains("Alice"));
        world.pass(Duration.ofHours(1));
        assertThat(world.arrivals).hasSize(2);
        assertThat(ledger.find(incident.code()).orElseThrow().acknowledgedBy()).contains("alice");
    }

    @Test
    void aChannelThatNobodyInParticularWatchesAcknowledgesInNobodysName() {
        world.open();
        world.pass(Duration.ofSeconds(1));
        assertThat(post(token("desk")))
                .isInstanceOfSatisfying(
                        LinkAnswer.Acknowledged.class,
                        answer -> assertThat(answer.person()).isEmpty());
        assertThat(told).containsExactly("in the transaction: Optional.empty", "after the commit: Optional.empty");
    }

    @Test
    void aLinkIsDeadWhenItsIncidentIsClosed() {
        Incident incident = world.open();
        world.pass(Duration.ofSeconds(1));
        world.escalation.close(ledger, incident.code(), world.now());
        assertThat(post(token("phone"))).isInstanceOf(LinkAnswer.WasOver.class);
        assertThat(told).isEmpty();
    }

    @Test
    void everyAttemptsLinkWorksBecauseNobodyKnowsWhichArrived() {
        world.channels.put("phone", _ -> World.SILENT);
        world.open();
        world.pass(Duration.ofSeconds(12));
        List<World.Arrival> attempts = world.arrivalsAt("phone");
        assertThat(attempts).hasSizeGreaterThan(1);
        assertThat(now(links.describe(token(attempts.getFirst()), world.now()))).isInstanceOf(LinkView.Asks.class);
        assertThat(post(token(attempts.getLast()))).isInstanceOf(LinkAnswer.Acknowledged.class);
    }

    @Test
    void aMadeUpTokenLeadsNowhere() {
        world.open();
        world.pass(Duration.ofSeconds(1));
        String token = token("phone");
        for (String wrong : List.of("", "x", token + "x", "A".repeat(43), token.substring(1) + "A")) {
            assertThat(now(links.describe(wrong, world.now()))).isEqualTo(new LinkView.NoSuch());
            assertThat(post(wrong)).isEqualTo(new LinkAnswer.NoSuch());
        }
    }

    private String token(String channel) {
        return token(world.arrivalsAt(channel).getFirst());
    }

    private static String token(World.Arrival arrival) {
        String link = arrival.notice().link().orElseThrow().toString();
        assertThat(link).startsWith("https://desk.example" + PageLinks.PATH);
        return link.substring(link.lastIndexOf('/') + 1);
    }

    private LinkAnswer post(String token) {
        CompletionStage<LinkAnswer> answer = links.acknowledge(token, world.now());
        world.pass(Duration.ofMillis(50));
        return now(answer);
    }

    private static <T> T now(CompletionStage<T> stage) {
        return Optional.ofNullable(stage.toCompletableFuture().getNow(null)).orElseThrow();
    }
}
