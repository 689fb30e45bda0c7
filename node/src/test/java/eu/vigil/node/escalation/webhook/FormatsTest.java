package eu.vigil.node.escalation.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.node.escalation.AllClear;
import eu.vigil.node.escalation.AllClearNotice;
import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.Notice;
import eu.vigil.node.escalation.Outcome;
import eu.vigil.node.escalation.PageId;
import eu.vigil.node.escalation.TestNotice;
import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.ParticipantId;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each format against a far end that knows all its rules, and against far ends that know none. */
class FormatsTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration IMPATIENT = Duration.ofMillis(400);
    private static final PageId ID = PageId.of(new SplittableRandom(1));
    private static final IncidentCode CODE = IncidentCode.of(Instant.EPOCH, new SplittableRandom(2));
    private static final String LINK = "https://desk.example/page/abc?x=1&y=2";

    private static Vertx vertx;

    @BeforeAll
    static void openVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void closeVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @EnumSource
    void aPageKeepsEveryRuleOfItsFormatHoweverLongAndAwkwardWhatItTellsTheHouse(Far far) {
        Notice.Internal inside = new Notice.Internal(
                IncidentKind.REQUEST_RECEIVED,
                Optional.of(new ParticipantId("BE")),
                Optional.of(new CaseRef("BE-2026-000123")),
                Optional.of("<!everyone> <https://evil.example|x> & " + "ü\u202e".repeat(9000)),
                Optional.of("alice"),
                0,
                0,
                3);
        Far.Came came = taken(
                far,
                true,
                (sender, channel) ->
                        sender.send(channel, ID, notice(Urgency.EMERGENCY, Duration.ZERO, Optional.of(inside))));
        assertThat(far.rules(came)).isEmpty();
        assertThat(came.header("content-type")).isEqualTo("application/json");
        assertThat(came.body()).contains("BE-2026-000123");
    }

    @ParameterizedTest
    @EnumSource
    void aThirdPartyLearnsCodeUrgencyTimeLeftAndLinkOnly(Far far) {
        Far.Came came = taken(
                far,
                false,
                (sender, channel) ->
                        sender.send(channel, ID, notice(Urgency.URGENT, Duration.ofMinutes(12), Optional.empty())));
        assertThat(far.rules(came)).isEmpty();
        assertThat(came.body()).contains(CODE.value(), "URGENT", "7 h 59 min left", "page/abc");
        // Nothing is left once what it may know and the words of the format are taken away.
        assertThat(came.body()).doesNotContain("REQUEST_RECEIVED", "\"BE\"", "BE-2026", "Preservation", "alice");
    }

    @ParameterizedTest
    @EnumSource
    void aRepetitionHasTheKeyOfTheFirst(Far far) {
        try (Misbehaving end = Misbehaving.saying("HTTP/1.1 500 X");
                WebhookSender sender = sender(far, PATIENT)) {
            for (int i = 0; i < 3; i++) {
                Channel channel = far.channel(end.port(), false);
                join(sender.send(channel, ID, notice(Urgency.URGENT, Duration.ofSeconds(i), Optional.empty())));
            }
            assertThat(end.requests().stream().map(Far.Came::of).map(far::key).distinct())
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theWordThatItIsOverKeepsEveryRuleAndNamesNobodyToThirdParties(Far far) {
        for (AllClear.Why why : AllClear.Why.values()) {
            Far.Came came = taken(
                    far,
                    false,
                    (sender, channel) -> sender.sendAllClear(
                            channel, ID, new AllClearNotice(CODE, Urgency.URGENT, why, Far.NOW, Optional.empty())));
            assertThat(far.rules(came)).isEmpty();
            assertThat(came.body()).contains(CODE.value()).doesNotContain("page/");
        }
        Far.Came inside = taken(
                far,
                true,
                (sender, channel) -> sender.sendAllClear(
                        channel,
                        ID,
                        new AllClearNotice(
                                CODE, Urgency.URGENT, AllClear.Why.ACKNOWLEDGED, Far.NOW, Optional.of("A <b> & Z"))));
        assertThat(far.rules(inside)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aTestKeepsEveryRuleAndSaysThatItIsOne(Far far) {
        Far.Came came = taken(
                far,
                true,
                (sender, channel) ->
                        sender.sendTest(channel, ID, new TestNotice(Far.NOW, Optional.of("alice <!here>"))));
        assertThat(far.rules(came)).isEmpty();
        assertThat(came.body()).contains("TEST: nothing has happened");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STANDARD_WEBHOOKS")
    void aDrillSaysFirstOfAllThatItIsOne(Far far) {
        Notice usual = notice(Urgency.URGENT, Duration.ZERO, Optional.empty());
        Notice drill = new Notice(
                new IncidentCode("DRILL-7KQ2-M9XA"),
                usual.urgency(),
                usual.dueAt(),
                usual.timeLeft(),
                usual.late(),
                usual.link(),
                usual.internal());
        Far.Came came = taken(far, false, (sender, channel) -> sender.send(channel, ID, drill));
        assertThat(far.rules(came)).isEmpty();
        assertThat(came.body()).contains("DRILL, nothing has happened: URGENT: incident DRILL-7KQ2-M9XA");
    }

    @Test
    void pagerDutyIsTriggeredAcknowledgedAndResolvedUnderTheIncidentsCode() {
        JsonNode trigger = taken(
                        Far.PAGERDUTY,
                        false,
                        (sender, channel) -> sender.send(
                                channel, ID, notice(Urgency.EMERGENCY, Duration.ofMinutes(12), Optional.empty())))
                .json();
        assertThat(trigger.path("event_action").asText()).isEqualTo("trigger");
        assertThat(trigger.path("dedup_key").asText()).isEqualTo(CODE.value());
        assertThat(trigger.path("payload").path("severity").asText()).isEqualTo("critical");
        assertThat(trigger.path("payload").path("summary").asText())
                .isEqualTo("EMERGENCY: incident %s, 7 h 59 min left (this page comes 12 min late)".formatted(CODE));
        assertThat(trigger.path("links").path(0).path("href").asText()).isEqualTo(LINK);
        for (AllClear.Why why : AllClear.Why.values()) {
            JsonNode end = taken(
                            Far.PAGERDUTY,
                            false,
                            (sender, channel) -> sender.sendAllClear(
                                    channel,
                                    ID,
                                    new AllClearNotice(CODE, Urgency.URGENT, why, Far.NOW, Optional.empty())))
                    .json();
            assertThat(end.path("event_action").asText())
                    .isEqualTo(why == AllClear.Why.ACKNOWLEDGED ? "acknowledge" : "resolve");
            assertThat(end.path("dedup_key").asText()).isEqualTo(CODE.value());
        }
    }

    @Test
    void standardWebhooksTellTheKindOfEventInTheirType() {
        for (AllClear.Why why : AllClear.Why.values()) {
            Far.Came came = taken(
                    Far.STANDARD_WEBHOOKS,
                    false,
                    (sender, channel) -> sender.sendAllClear(
                            channel, ID, new AllClearNotice(CODE, Urgency.URGENT, why, Far.NOW, Optional.empty())));
            assertThat(came.json().path("type").asText())
                    .isEqualTo(why == AllClear.Why.ACKNOWLEDGED ? "vigil.acknowledged" : "vigil.closed");
        }
    }

    @Test
    void slackCallsTheChannelWithALinkAndGetsNoPreviewOfIt() {
        Far.Came came = taken(
                Far.SLACK,
                false,
                (sender, channel) -> sender.send(channel, ID, notice(Urgency.URGENT, Duration.ZERO, Optional.empty())));
        assertThat(came.json().path("text").asText())
                .isEqualTo("<!channel> *URGENT: incident %s, 7 h 59 min left*\n".formatted(CODE)
                        + "<https://desk.example/page/abc?x=1&amp;y=2|I have it>");
        assertThat(came.json().path("unfurl_links").asBoolean(true)).isFalse();
    }

    @Test
    void thePathOfASlackWebhookMayBeASecret() {
        Channel root = new Channel(
                "far", Channel.Format.SLACK, URI.create("http://127.0.0.1:1/"), Optional.of("file:x"), false);
        try (Misbehaving end = Misbehaving.saying("HTTP/1.1 200 OK");
                WebhookSender sender = sender(new ChannelSecret.Known("/services/T1/B1/secret\n"), PATIENT)) {
            Channel there = new Channel(
                    root.name(),
                    root.format(),
                    URI.create("http://127.0.0.1:%d/".formatted(end.port())),
                    root.secret(),
                    false);
            join(sender.send(there, ID, notice(Urgency.URGENT, Duration.ZERO, Optional.empty())));
            assertThat(Far.Came.of(end.requests().getFirst()).path()).isEqualTo("/services/T1/B1/secret");
        }
    }

    @Test
    void ntfyRingsAtTheHighestPriorityWithAButtonThatOpensThePage() {
        JsonNode json = taken(
                        Far.NTFY,
                        false,
                        (sender, channel) ->
                                sender.send(channel, ID, notice(Urgency.ROUTINE, Duration.ZERO, Optional.empty())))
                .json();
        assertThat(json.path("priority").asInt()).isEqualTo(5);
        assertThat(json.path("topic").asText()).isEqualTo("duty");
        JsonNode button = json.path("actions").path(0);
        assertThat(button.path("action").asText()).isEqualTo("view");
        assertThat(button.path("label").asText()).isEqualTo("I have it");
        assertThat(button.path("url").asText()).isEqualTo(LINK);
    }

    @ParameterizedTest
    @EnumSource
    void theRightStatusMeansTakenAndAnother2xxOfPagerDutyDoesNot(Far far) {
        assertThat(outcome(far, "HTTP/1.1 %d X".formatted(far.taken))).isEqualTo(new Outcome.Delivered(far.taken));
        assertThat(outcome(Far.PAGERDUTY, "HTTP/1.1 200 OK")).isEqualTo(new Outcome.NotNow(200, Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource
    void a500And429WithBothKindsOfRetryAfterMayPassAndA410IsFinal(Far far) {
        assertThat(outcome(far, "HTTP/1.1 500 X")).isEqualTo(new Outcome.NotNow(500, Optional.empty()));
        assertThat(outcome(far, "HTTP/1.1 429 X", "Retry-After: 17"))
                .isEqualTo(new Outcome.NotNow(429, Optional.of(Duration.ofSeconds(17))));
        assertThat(outcome(far, "HTTP/1.1 429 X", "Retry-After: Sun, 29 Mar 2026 01:11:04 GMT"))
                .isEqualTo(new Outcome.NotNow(429, Optional.of(Duration.ofMinutes(1))));
        assertThat(outcome(far, "HTTP/1.1 410 X")).isEqualTo(new Outcome.Refused("HTTP 410"));
    }

    @ParameterizedTest
    @EnumSource
    void aRedirectIsNotFollowed(Far far) {
        try (Misbehaving there = Misbehaving.saying("HTTP/1.1 %d X".formatted(far.taken))) {
            for (int status : List.of(301, 302, 303, 307, 308)) {
                String location = "Location: http://127.0.0.1:%d/".formatted(there.port());
                assertThat(outcome(far, "HTTP/1.1 %d X".formatted(status), location))
                        .isEqualTo(new Outcome.NotNow(status, Optional.empty()));
            }
            assertThat(there.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void silenceIsUnknown(Far far) {
        try (Misbehaving end = Misbehaving.silent()) {
            assertThat(send(far, end, IMPATIENT)).isEqualTo(new Outcome.Unknown("no answer within 400 ms"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aResetAfterTheStatusDoesNotUndoIt(Far far) throws InterruptedException {
        CountDownLatch judged = new CountDownLatch(1);
        CountDownLatch reset = new CountDownLatch(1);
        try (Misbehaving end = new Misbehaving((socket, out) -> {
            out.write("HTTP/1.1 %d X\r\ncontent-length: 5\r\n\r\n"
                    .formatted(far.taken)
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            await(judged);
            socket.setSoLinger(true, 0);
            socket.close();
            reset.countDown();
        })) {
            assertThat(send(far, end, PATIENT)).isEqualTo(new Outcome.Delivered(far.taken));
            judged.countDown();
            assertThat(reset.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatDribblesInKeepsNobodyWaiting(Far far) {
        CountDownLatch end = new CountDownLatch(1);
        try (Misbehaving slow = new Misbehaving((_, out) -> {
            out.write("HTTP/1.1 %d X\r\ncontent-length: 1000\r\n\r\nx"
                    .formatted(far.taken)
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            await(end);
        })) {
            assertThat(send(far, slow, PATIENT)).isEqualTo(new Outcome.Delivered(far.taken));
        } finally {
            end.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHugeBodyIsCut(Far far) throws InterruptedException {
        CountDownLatch cut = new CountDownLatch(1);
        try (Misbehaving end = Misbehaving.endless("HTTP/1.1 %d X".formatted(far.taken), cut::countDown);
                WebhookSender sender = sender(far, PATIENT)) {
            assertThat(join(sender.send(
                            far.channel(end.port(), false),
                            ID,
                            notice(Urgency.URGENT, Duration.ZERO, Optional.empty()))))
                    .isEqualTo(new Outcome.Delivered(far.taken));
            assertThat(cut.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "0123456789abcdef0123456789abcde\u00e9", "a b", "\u0000"})
    void aSecretOfTheWrongFormIsRefusedWithoutBeingShown(String wrong) {
        for (Far far : List.of(Far.STANDARD_WEBHOOKS, Far.PAGERDUTY)) {
            assertThat(Dialect.of(far.format)
                            .fault(new ChannelSecret.Known(wrong))
                            .orElseThrow())
                    .doesNotContain("0123456789abcdef");
        }
        assertThat(Dialect.of(Channel.Format.PAGERDUTY).fault(new ChannelSecret.None()))
                .isPresent();
        assertThat(Dialect.of(Channel.Format.SLACK).fault(new ChannelSecret.Known("no path")))
                .isPresent();
        assertThat(Dialect.of(Channel.Format.NTFY).fault(new ChannelSecret.Known("two\r\nX-Evil: 1")))
                .isPresent();
        assertThat(Dialect.of(Channel.Format.NTFY).fault(new ChannelSecret.Unreadable("no file")))
                .contains("no file");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says something through a channel. */
    @FunctionalInterface
    private interface Saying {
        CompletionStage<Outcome> through(WebhookSender sender, Channel channel);
    }

    /** What came of something that the far end took. */
    private static Far.Came taken(Far far, boolean internal, Saying said) {
        try (Misbehaving end = Misbehaving.saying("HTTP/1.1 %d X".formatted(far.taken));
                WebhookSender sender = sender(far, PATIENT)) {
            assertThat(join(said.through(sender, far.channel(end.port(), internal))))
                    .isEqualTo(new Outcome.Delivered(far.taken));
            assertThat(end.requests()).hasSize(1);
            return Far.Came.of(end.requests().getFirst());
        }
    }

    private static Outcome outcome(Far far, String... lines) {
        try (Misbehaving end = Misbehaving.saying(lines)) {
            return send(far, end, PATIENT);
        }
    }

    private static Outcome send(Far far, Misbehaving end, Duration timeOut) {
        try (WebhookSender sender = sender(far, timeOut)) {
            return join(sender.send(
                    far.channel(end.port(), false), ID, notice(Urgency.URGENT, Duration.ZERO, Optional.empty())));
        }
    }

    private static Outcome join(CompletionStage<Outcome> stage) {
        return stage.toCompletableFuture().join();
    }

    private static WebhookSender sender(Far far, Duration timeOut) {
        return sender(far.known(), timeOut);
    }

    private static WebhookSender sender(ChannelSecret secret, Duration timeOut) {
        return new WebhookSender(
                vertx,
                _ -> secret,
                new AddressRule(List.of()),
                host -> List.of(InetAddress.ofLiteral(host)),
                Runnable::run,
                InstantSource.fixed(Far.NOW),
                null,
                timeOut);
    }

    private static Notice notice(Urgency urgency, Duration late, Optional<Notice.Internal> inside) {
        return new Notice(
                CODE,
                urgency,
                Far.NOW,
                Optional.of(Duration.ofHours(8).minusSeconds(4)),
                late,
                Optional.of(URI.create(LINK)),
                inside);
    }
}
