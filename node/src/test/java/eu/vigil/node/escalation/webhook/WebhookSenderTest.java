package eu.vigil.node.escalation.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.Notice;
import eu.vigil.node.escalation.Outcome;
import eu.vigil.node.escalation.PageId;
import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.ParticipantId;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sender against a real receiver on loopback that behaves or does not. */
class WebhookSenderTest {
    private static final Instant NOW = Instant.parse("2026-03-29T01:10:04Z");
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration IMPATIENT = Duration.ofMillis(400);
    private static final String OLD = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";
    private static final String NEW = "whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4";
    private static final PageId ID = PageId.of(new SplittableRandom(1));
    private static final IncidentCode CODE = IncidentCode.of(Instant.EPOCH, new SplittableRandom(2));

    private static Vertx vertx;

    @BeforeAll
    static void openVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void closeVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aPageArrivesSignedUnderItsIdAndTheReceiverVerifiesIt() throws Exception {
        BlockingQueue<WebhookReceiver.Received> came = new LinkedBlockingQueue<>();
        try (WebhookReceiver receiver = receiver(OLD, came)) {
            Outcome outcome = send(
                    channel("http://127.0.0.1:%d/hook?x=1"
                            .formatted(receiver.address().getPort())),
                    OLD);
            assertThat(outcome).isEqualTo(new Outcome.Delivered(204));
        }
        WebhookReceiver.Received received = came.take();
        assertThat(received.fault()).isEmpty();
        assertThat(received.id()).isEqualTo(ID.value());
        assertThat(received.body().get("type").asText()).isEqualTo("vigil.page");
        assertThat(received.body().get("timestamp").asText()).isEqualTo("2026-03-29T01:10:04Z");
        assertThat(received.link()).contains("https://desk.example/page/abc");
        assertThat(received.text("urgency")).contains("URGENT");
        assertThat(received.text("time_left")).contains("7 h 59 min left");
    }

    @Test
    void aThirdPartyGetsCodeUrgencyTimeLeftAndLinkAndNothingElse() {
        assertThat(body(Optional.empty()))
                .isEqualTo(
                        "{\"type\":\"vigil.page\",\"timestamp\":\"2026-03-29T01:10:04Z\",\"data\":{\"incident\":\"%s\","
                                        .formatted(CODE)
                                + "\"urgency\":\"URGENT\",\"time_left_seconds\":28796,\"time_left\":\"7 h 59 min left\","
                                + "\"link\":\"https://desk.example/page/abc\"}}");
    }

    @Test
    void theHouseAlsoGetsSenderCaseAndKind() {
        Notice.Internal inside = new Notice.Internal(
                IncidentKind.REQUEST_RECEIVED,
                Optional.of(new ParticipantId("BE")),
                Optional.of(new CaseRef("BE-2026-000123")),
                Optional.of("PreservationRequest"),
                Optional.of("alice"),
                0,
                0,
                1);
        assertThat(body(Optional.of(inside)))
                .contains("\"sender\":\"BE\"", "\"case_ref\":\"BE-2026-000123\"", "\"kind\":\"PreservationRequest\"");
    }

    @Test
    void whileASecretIsReplacedBothSignAndEitherVerifies() throws Exception {
        for (String far : List.of(OLD, NEW)) {
            BlockingQueue<WebhookReceiver.Received> came = new LinkedBlockingQueue<>();
            try (WebhookReceiver receiver = receiver(far, came)) {
                assertThat(send(channel(receiver.address()), NEW + "\n" + OLD)).isEqualTo(new Outcome.Delivered(204));
            }
            assertThat(came.take().fault()).isEmpty();
        }
    }

    @Test
    void aReceiverWithAnotherSecretRefuses() throws Exception {
        BlockingQueue<WebhookReceiver.Received> came = new LinkedBlockingQueue<>();
        try (WebhookReceiver receiver = receiver(NEW, came)) {
            assertThat(send(channel(receiver.address()), OLD)).isEqualTo(new Outcome.Refused("HTTP 401"));
        }
        assertThat(came.take().fault()).contains("webhook-signature: no signature by our secret");
    }

    @ParameterizedTest
    @CsvSource({"200", "202", "204", "299"})
    void every2xxIsDelivered(int status) {
        try (Misbehaving far = Misbehaving.saying("HTTP/1.1 %d X".formatted(status))) {
            assertThat(send(channel(far), OLD)).isEqualTo(new Outcome.Delivered(status));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 422})
    void a4xxIsFinal(int status) {
        try (Misbehaving far = Misbehaving.saying("HTTP/1.1 %d X".formatted(status))) {
            assertThat(send(channel(far), OLD)).isEqualTo(new Outcome.Refused("HTTP %d".formatted(status)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void thisMayPass(int status) {
        try (Misbehaving far = Misbehaving.saying("HTTP/1.1 %d X".formatted(status))) {
            assertThat(send(channel(far), OLD)).isEqualTo(new Outcome.NotNow(status, Optional.empty()));
        }
    }

    @Test
    void retryAfterIsReadInSecondsAndAsADate() {
        try (Misbehaving far = Misbehaving.saying("HTTP/1.1 429 X", "Retry-After: 17")) {
            assertThat(send(channel(far), OLD)).isEqualTo(new Outcome.NotNow(429, Optional.of(Duration.ofSeconds(17))));
        }
        assertThat(WebhookSender.retryAfter("Sun, 29 Mar 2026 01:12:04 GMT", NOW))
                .contains(Duration.ofMinutes(2));
        assertThat(WebhookSender.retryAfter("Sun, 29 Mar 2026 01:00:00 GMT", NOW))
                .contains(Duration.ZERO);
        assertThat(WebhookSender.retryAfter("soon", NOW)).isEmpty();
        assertThat(WebhookSender.retryAfter("-5", NOW)).isEmpty();
    }

    @Test
    void noRedirectIsFollowed() {
        try (Misbehaving there = Misbehaving.saying("HTTP/1.1 204 X");
                Misbehaving far = Misbehaving.saying(
                        "HTTP/1.1 307 X", "Location: http://127.0.0.1:%d/".formatted(there.port()))) {
            assertThat(send(channel(far), OLD)).isEqualTo(new Outcome.NotNow(307, Optional.empty()));
            assertThat(there.requests()).isEmpty();
            assertThat(far.requests()).hasSize(1);
        }
    }

    @Test
    void silenceEndsAtTheTimeOutAndIsUnknown() {
        try (Misbehaving far = Misbehaving.silent()) {
            assertThat(send(channel(far), OLD, IMPATIENT)).isEqualTo(new Outcome.Unknown("no answer within 400 ms"));
        }
    }

    @Test
    void aResetIsUnknown() {
        try (Misbehaving far = Misbehaving.resetting()) {
            assertThat(send(channel(far), OLD)).isInstanceOf(Outcome.Unknown.class);
        }
    }

    @Test
    void aPortWhereNobodyListensIsUnknown() {
        Misbehaving far = Misbehaving.silent();
        far.close();
        assertThat(send(channel(far), OLD)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void aHugeBodyIsCutAndTheStatusCounts() throws InterruptedException {
        CountDownLatch cut = new CountDownLatch(1);
        try (Misbehaving far = Misbehaving.endless("HTTP/1.1 200 OK", cut::countDown);
                WebhookSender sender = sender(OLD, PATIENT, List.of())) {
            assertThat(sender.send(channel(far), ID, notice(Optional.empty()))
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(new Outcome.Delivered(200));
            assertThat(cut.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void plainHttpLeavesThisMachineForNobody() {
        assertThat(send(channel("http://desk.example/hook"), OLD).text()).contains("is not https");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "169.254.169.254",
                "192.168.1.1",
                "100.64.0.1",
                "fe80::1",
                "fd00::1",
                "::1"
            })
    void aNameThatResolvesToAPrivateAddressIsRefused(String address) {
        assertThat(send(channel("https://rebound.example/hook"), OLD, PATIENT, List.of(), address)
                        .text())
                .contains("escalation.private-addresses");
    }

    @Test
    void aListedPrivateAddressIsCalledAndTheNameIsNotResolvedAgain() {
        try (Misbehaving far = Misbehaving.saying("HTTP/1.1 204 X")) {
            // The name exists nowhere: only the pinned address can have been dialled. No TLS there, so no delivery.
            Outcome outcome = send(
                    channel("https://pinned.invalid:%d/hook".formatted(far.port())),
                    OLD,
                    Duration.ofSeconds(2),
                    List.of(AddressRule.range("127.0.0.0/8")),
                    "127.0.0.1");
            assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
            assertThat(outcome.text()).doesNotContain("pinned.invalid' has no address");
        }
    }

    @Test
    void aMissingOrMalformedSecretIsRefusedWithoutShowingIt() {
        assertThat(send(channel("https://desk.example/"), "whsec_dG9vc2hvcnQ=").text())
                .contains("24 to 64 bytes")
                .doesNotContain("dG9vc2hvcnQ");
    }

    private static String body(Optional<Notice.Internal> inside) {
        return WebhookBody.of(notice(inside));
    }

    private static Notice notice(Optional<Notice.Internal> inside) {
        return new Notice(
                CODE,
                Urgency.URGENT,
                NOW,
                Optional.of(Duration.ofHours(8).minusSeconds(4)),
                Duration.ofMillis(3),
                Optional.of(URI.create("https://desk.example/page/abc")),
                inside);
    }

    private static WebhookReceiver receiver(String secret, BlockingQueue<WebhookReceiver.Received> came)
            throws Exception {
        return WebhookReceiver.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ((WebhookSecret.Reading.Secrets) WebhookSecret.read(secret)).secrets(),
                new WebhookReceiver.Manners(204, Duration.ZERO),
                InstantSource.fixed(NOW),
                came::add);
    }

    private static Outcome send(Channel channel, String secret) {
        return send(channel, secret, PATIENT);
    }

    private static Outcome send(Channel channel, String secret, Duration timeOut) {
        return send(channel, secret, timeOut, List.of());
    }

    private static Outcome send(
            Channel channel, String secret, Duration timeOut, List<AddressRule.Range> listed, String... addresses) {
        try (WebhookSender sender = sender(secret, timeOut, listed, addresses)) {
            return sender.send(channel, ID, notice(Optional.empty()))
                    .toCompletableFuture()
                    .join();
        }
    }

    private static WebhookSender sender(
            String secret, Duration timeOut, List<AddressRule.Range> listed, String... addresses) {
        return new WebhookSender(
                vertx,
                _ -> new ChannelSecret.Known(secret),
                new AddressRule(listed),
                host -> resolve(host, addresses),
                Runnable::run,
                InstantSource.fixed(NOW),
                null,
                timeOut);
    }

    private static List<InetAddress> resolve(String host, String... addresses) throws UnknownHostException {
        if (addresses.length == 0) {
            if (!host.equals("127.0.0.1")) {
                throw new UnknownHostException(host);
            }
            return List.of(InetAddress.ofLiteral(host));
        }
        return List.of(InetAddress.ofLiteral(addresses[0]));
    }

    private static Channel channel(Misbehaving far) {
        return channel("http://127.0.0.1:%d/hook".formatted(far.port()));
    }

    private static Channel channel(InetSocketAddress address) {
        return channel("http://127.0.0.1:%d/hook".formatted(address.getPort()));
    }

    private static Channel channel(String url) {
        return new Channel(
                "desk", Channel.Format.STANDARD_WEBHOOKS, URI.create(url), Optional.of("file:secret"), false);
    }
}
