package eu.vigil.node.escalation.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.escalation.ChannelTrial;
import eu.vigil.node.escalation.ChannelTrial.Attempt;
import eu.vigil.node.escalation.ChannelTrial.Choice;
import eu.vigil.node.escalation.ChannelTrial.Trial;
import eu.vigil.node.escalation.Outcome;
import eu.vigil.node.escalation.TestPageSender;
import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.plan.Person;
import eu.vigil.node.escalation.plan.Policy;
import eu.vigil.node.escalation.plan.Route;
import eu.vigil.node.escalation.plan.Target;
import eu.vigil.node.escalation.plan.Urgency;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Test pages on the very way that pages take, against real receivers on loopback. */
class ChannelTrialTest {
    private static final Instant NOW = Instant.parse("2026-03-29T01:10:04Z");
    private static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

    private static Vertx vertx;

    private final BlockingQueue<WebhookReceiver.Received> came = new LinkedBlockingQueue<>();

    @BeforeAll
    static void openVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void closeVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void everyChannelGetsASignedPageThatSaysItIsATestAndEachEndIsTold() throws Exception {
        try (WebhookReceiver good = receiver();
                Misbehaving full = Misbehaving.saying("HTTP/1.1 503 X");
                WebhookSender sender = sender()) {
            ChannelTrial trial = trial(
                    sender,
                    channel("desk", good.address().getPort(), true),
                    channel("full", full.port(), false),
                    channel("nobody", 1, false));

            List<Attempt> attempts = ((Trial.Tried) trial.run(new Choice.All(), "alice")).attempts();
            assertThat(attempts).extracting(Attempt::channel).containsExactly("desk", "full", "nobody");
            assertThat(attempts).extracting(Attempt::host).containsOnly("127.0.0.1");
            assertThat(attempts.get(0).outcome()).isEqualTo(new Outcome.Delivered(204));
            assertThat(attempts.get(1).outcome()).isEqualTo(new Outcome.NotNow(503, Optional.empty()));
            assertThat(attempts.get(2).outcome()).isInstanceOf(Outcome.Unknown.class);
            assertThat(attempts).extracting(Attempt::delivered).containsExactly(true, false, false);
        }
        WebhookReceiver.Received page = came.take();
        assertThat(page.fault()).isEmpty();
        assertThat(page.body().get("type").asText()).isEqualTo("vigil.test");
        assertThat(page.body().at("/data/test").asBoolean()).isTrue();
        assertThat(page.text("text")).contains("TEST: nothing has happened and nothing is to be done");
        assertThat(page.text("asked_by")).contains("alice");
        assertThat(page.link()).isEmpty();
        assertThat(page.body().at("/data").has("incident")).isFalse();
    }

    @Test
    void aThirdPartyIsNotToldWhoAsked() throws Exception {
        try (WebhookReceiver good = receiver();
                WebhookSender sender = sender()) {
            trial(sender, channel("phone", good.address().getPort(), false)).run(new Choice.All(), "alice");
        }
        assertThat(came.take().body().toString()).doesNotContain("alice");
    }

    @Test
    void oneChannelOrThoseOfAPersonInTheirOrder() {
        ChannelTrial trial = trial(
                (_, _, _) -> CompletableFuture.completedStage(new Outcome.Delivered(200)),
                channel("a", 1, false),
                channel("b", 2, false),
                channel("c", 3, false));
        assertThat(names(trial.run(new Choice.One("b"), "alice"))).containsExactly("b");
        assertThat(names(trial.run(new Choice.OfPerson("carol"), "alice"))).containsExactly("c", "b", "a");
        assertThat(trial.run(new Choice.One("x"), "alice"))
                .isEqualTo(new Trial.Unknown("there is no channel 'x'; there are [a, b, c]"));
        assertThat(trial.run(new Choice.OfPerson("dave"), "alice"))
                .isEqualTo(new Trial.Unknown("escalation knows nobody as 'dave'; there are [carol]"));
    }

    @Test
    void oneTrialRunsAtATime() throws Exception {
        CompletableFuture<Outcome> far = new CompletableFuture<>();
        CountDownLatch sent = new CountDownLatch(1);
        ChannelTrial trial = trial(
                (_, _, _) -> {
                    sent.countDown();
                    return far;
                },
                channel("desk", 1, false));
        CompletableFuture<Trial> first = CompletableFuture.supplyAsync(() -> trial.run(new Choice.All(), "alice"));
        sent.await();
        assertThat(trial.run(new Choice.All(), "bob")).isEqualTo(new Trial.Busy());
        far.complete(new Outcome.Delivered(204));
        assertThat(names(first.join())).containsExactly("desk");
        assertThat(trial.run(new Choice.All(), "bob")).isInstanceOf(Trial.Tried.class);
    }

    private static List<String> names(Trial trial) {
        return ((Trial.Tried) trial).attempts().stream().map(Attempt::channel).toList();
    }

    private static ChannelTrial trial(TestPageSender sender, Channel... channels) {
        Map<String, Channel> byName = Stream.of(channels).collect(Collectors.toMap(Channel::name, Function.identity()));
        List<String> backwards = Stream.of(channels).map(Channel::name).toList().reversed();
        EscalationPlan plan = new EscalationPlan(
                byName,
                Map.of("carol", new Person("carol", "Carol", backwards)),
                Map.of(),
                Map.of(
                        "all",
                        new Policy(
                                "all",
                                List.of(new Policy.Step(
                                        Duration.ZERO, List.of(new Target.OfChannel(channels[0].name())))),
                                Duration.ofMinutes(5),
                                List.of())),
                List.of(new Route(EnumSet.allOf(Urgency.class), "all")),
                Optional.empty());
        return new ChannelTrial(() -> plan, sender, InstantSource.fixed(NOW), new SplittableRandom(1));
    }

    private static Channel channel(String name, int port, boolean internal) {
        return new Channel(
                name,
                Channel.Format.STANDARD_WEBHOOKS,
                URI.create("http://127.0.0.1:%d/a-path-that-may-be-secret".formatted(port)),
                Optional.of("file:secret"),
                internal);
    }

    private WebhookReceiver receiver() throws Exception {
        return WebhookReceiver.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ((WebhookSecret.Reading.Secrets) WebhookSecret.read(SECRET)).secrets(),
                new WebhookReceiver.Manners(204, Duration.ZERO),
                InstantSource.fixed(NOW),
                came::add);
    }

    private static WebhookSender sender() {
        return new WebhookSender(
                vertx,
                _ -> new ChannelSecret.Known(SECRET),
                new AddressRule(List.of()),
                host -> List.of(InetAddress.getAllByName(host)),
                Runnable::run,
                InstantSource.fixed(NOW),
                null,
                Duration.ofSeconds(20));
    }
}
