package eu.vigil.node.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.escalation.InboundHooks.HookAnswer;
import eu.vigil.node.escalation.InboundHooks.Incoming;
import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.plan.Plans;
import eu.vigil.node.escalation.webhook.ChannelSecret;
import eu.vigil.node.escalation.webhook.ChannelSecrets;
import eu.vigil.node.escalation.webhook.WebhookSecret;
import eu.vigil.node.escalation.webhook.WebhookSignature;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back from a channel's far end: signed, fresh, once, of what it was called about; and then it only stops the pager. */
class InboundHooksTest {
    private static final Instant NIGHT = Instant.parse("2026-03-29T01:10:00Z");
    private static final String PAGERDUTY = "pd-secret-of-thirty-two-letters0";
    private static final String NEXT = "pd-secret-that-comes-after-that0";
    private static final String STANDARD = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

    private final MemoryLedger ledger = new MemoryLedger();
    private final List<IncidentAcknowledged> heard = new ArrayList<>();
    private final World world = new World(plan(), NIGHT, ledger);
    private Incident incident;
    private InboundHooks hooks;

    @BeforeEach
    void page() {
        incident = world.open();
        world.pass(Duration.ofSeconds(3));
        hooks = world.hooks(
                new ChannelSecrets() {
                    @Override
                    public ChannelSecret of(Channel channel) {
                        return new ChannelSecret.None();
                    }

                    @Override
                    public ChannelSecret inbound(Channel channel) {
                        return new ChannelSecret.Known(
                                channel.format() == Channel.Format.PAGERDUTY ? NEXT + "\n" + PAGERDUTY : STANDARD);
                    }
                },
                new AcknowledgementListener<>() {
                    @Override
                    public void acknowledging(EscalationLedger transaction, IncidentAcknowledged what) {
                        heard.add(what);
                    }

                    @Override
                    public void acknowledged(IncidentAcknowledged what) {}
                });
    }

    @Test
    void anAcknowledgementAtTheProviderStopsThePagerInNobodysName() {
        int before = world.arrivals.size();
        assertThat(receive(pagerDuty(event("evt-1"), PAGERDUTY)))
                .isEqualTo(new HookAnswer.Acknowledged(incident.code()));
        world.pass(Duration.ofHours(3));
        assertThat(world.arrivals).hasSize(before);
        Incident now = ledger.find(incident.code()).orElseThrow();
        assertThat(now.state()).isEqualTo(Incident.State.ACKNOWLEDGED);
        assertThat(now.acknowledgedBy()).isEmpty();
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst().person()).isEmpty();
        assertThat(heard.getFirst().personName()).isEmpty();
    }

    @Test
    void theOtherChannelsAreToldOfIt() {
        receive(standard("msg_1", acknowledge(incident.code().value()), world.now(), STANDARD));
        world.pass(Duration.ofSeconds(3));
        assertThat(world.told).extracting(World.Told::channel).contains("phone", "desk");
    }

    @Test
    void oneOfSeveralSignaturesByOneOfSeveralSecretsIsEnough() {
        String body = event("evt-1");
        String header = "v1=%s, v1=%s,v2=00".formatted("00".repeat(32), hmac(NEXT, body));
        assertThat(receive(new Incoming("phone", Map.of("x-pagerduty-signature", header), body)))
                .isInstanceOf(HookAnswer.Acknowledged.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1=", "v1=zz", "v0=%s", "%s", "v1=%s0", "v1=00"})
    void aWrongSignatureIsForgedAndChangesNothing(String form) {
        String body = event("evt-1");
        Incoming incoming =
                new Incoming("phone", Map.of("x-pagerduty-signature", form.formatted(hmac(PAGERDUTY, body))), body);
        assertThat(receive(incoming)).isInstanceOf(HookAnswer.Forged.class);
        assertThat(receive(pagerDuty(body, "another secret of the same length")))
                .isInstanceOf(HookAnswer.Forged.class);
        Incoming changed = new Incoming("phone", pagerDuty(body, PAGERDUTY).headers(), body.replace("evt-1", "evt-2"));
        assertThat(receive(changed)).isInstanceOf(HookAnswer.Forged.class);
        assertThat(ledger.find(incident.code()).orElseThrow().isOpen()).isTrue();
    }

    @Test
    void moreSignaturesThanSixteenAreNotTried() {
        String body = event("evt-1");
        String header = "v1=00,".repeat(16) + "v1=" + hmac(PAGERDUTY, body);
        assertThat(receive(new Incoming("phone", Map.of("x-pagerduty-signature", header), body)))
                .isInstanceOf(HookAnswer.Forged.class);
    }

    @Test
    void aRepetitionIsKnownByItsIdAlsoAfterARestart() {
        Incoming event = pagerDuty(event("evt-1"), PAGERDUTY);
        assertThat(receive(event)).isInstanceOf(HookAnswer.Acknowledged.class);
        world.crash();
        world.boot();
        assertThat(receive(event)).isEqualTo(new HookAnswer.Repeated());
        assertThat(receive(pagerDuty(event("evt-2"), PAGERDUTY))).isEqualTo(new HookAnswer.WasOver(incident.code()));
        assertThat(heard).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-301, 301, 86_400})
    void aStandardWebhookMoreThanFiveMinutesFromNowIsStale(int seconds) {
        Instant at = world.now().plusSeconds(seconds);
        assertThat(receive(standard("msg_1", acknowledge(incident.code().value()), at, STANDARD)))
                .isInstanceOf(HookAnswer.Stale.class);
        assertThat(ledger.find(incident.code()).orElseThrow().isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {-295, 0, 295})
    void aStandardWebhookOfTheLastFiveMinutesCounts(int seconds) {
        Instant at = world.now().plusSeconds(seconds);
        assertThat(receive(standard("msg_1", acknowledge(incident.code().value()), at, STANDARD)))
                .isInstanceOf(HookAnswer.Acknowledged.class);
    }

    @Test
    void aStaleWebhookWithAWrongSignatureIsForgedAndNotMerelyStale() {
        String other = "whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4";
        assertThat(receive(standard("msg_1", acknowledge(incident.code().value()), NIGHT.minusSeconds(9999), other)))
                .isInstanceOf(HookAnswer.Forged.class);
    }

    @Test
    void anIncidentThatThisChannelWasNotPagedAboutIsUnknown() {
        assertThat(receive(standard("msg_1", acknowledge("0000-0000-0000"), world.now(), STANDARD)))
                .isEqualTo(new HookAnswer.UnknownIncident());
        assertThat(receive(pagerDuty(event("evt-1"), "unpaged", PAGERDUTY)))
                .isEqualTo(new HookAnswer.UnknownIncident());
        assertThat(ledger.find(incident.code()).orElseThrow().isOpen()).isTrue();
        // An unknown one is not remembered: if the page is there when it is repeated, it counts.
        assertThat(receive(standard("msg_1", acknowledge(incident.code().value()), world.now(), STANDARD)))
                .isInstanceOf(HookAnswer.Acknowledged.class);
    }

    @Test
    void whatIsNoAcknowledgementByAPersonIsIgnored() {
        for (String body : List.of(
                event("evt-1").replace("incident.acknowledged", "incident.resolved"),
                event("evt-1").replace("incident.acknowledged", "pagey.ping"),
                event("evt-1").replace("user_reference", "service_reference"),
                event("evt-1").replaceAll("\"agent\":\\{[^}]*}", "\"agent\":null"),
                event("evt-1").replace(incident.code().value(), "somebody else's alert"))) {
            assertThat(receive(pagerDuty(body, PAGERDUTY))).isInstanceOf(HookAnswer.Ignored.class);
        }
        String other = acknowledge(incident.code().value()).replace("vigil.acknowledge", "invoice.paid");
        assertThat(receive(standard("msg_1", other, world.now(), STANDARD))).isInstanceOf(HookAnswer.Ignored.class);
        assertThat(ledger.find(incident.code()).orElseThrow().isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"event\":3}"})
    void whatIsSignedAndNotToBeReadDoesNoHarm(String body) {
        assertThat(receive(pagerDuty(body, PAGERDUTY)))
                .isInstanceOfAny(HookAnswer.Malformed.class, HookAnswer.Ignored.class);
        assertThat(receive(standard("msg_1", body, world.now(), STANDARD)))
                .isInstanceOfAny(HookAnswer.Malformed.class, HookAnswer.Ignored.class);
        String noKey = event("evt-1").replace("incident_key", "other_key");
        assertThat(receive(pagerDuty(noKey, PAGERDUTY))).isInstanceOf(HookAnswer.Malformed.class);
        String noId = event("x".repeat(257));
        assertThat(receive(pagerDuty(noId, PAGERDUTY))).isInstanceOf(HookAnswer.Malformed.class);
    }

    @Test
    void aChannelWithoutAnInboundSecretOrOfAnotherNameTakesNothing() {
        assertThat(receive(pagerDuty(event("evt-1"), "push", PAGERDUTY))).isEqualTo(new HookAnswer.NoSuchHook());
        assertThat(receive(pagerDuty(event("evt-1"), "nobody", PAGERDUTY))).isEqualTo(new HookAnswer.NoSuchHook());
    }

    private HookAnswer receive(Incoming incoming) {
        CompletableFuture<HookAnswer> answer = hooks.receive(incoming).toCompletableFuture();
        world.pass(Duration.ofMillis(100));
        return answer.getNow(new HookAnswer.NotNow());
    }

    private String event(String id) {
        return "{\"event\":{\"id\":\"%s\",\"event_type\":\"incident.acknowledged\",\"resource_type\":\"incident\","
                        .formatted(id)
                + "\"occurred_at\":\"2026-03-29T01:10:02.000Z\",\"agent\":{\"id\":\"PXPGF42\",\"summary\":\"Earline\","
                + "\"type\":\"user_reference\"},\"data\":{\"id\":\"PT4KHLK\",\"type\":\"incident\",\"incident_key\":\"%s\"}}}"
                        .formatted(incident.code());
    }

    private static String acknowledge(String code) {
        return "{\"type\":\"vigil.acknowledge\",\"timestamp\":\"2026-03-29T01:10:02Z\",\"data\":{\"incident\":\"%s\",\"by\":\"Earline\"}}"
                .formatted(code);
    }

    private static Incoming pagerDuty(String body, String secret) {
        return pagerDuty(body, "phone", secret);
    }

    private static Incoming pagerDuty(String body, String channel, String secret) {
        return new Incoming(channel, Map.of("x-pagerduty-signature", "v1=" + hmac(secret, body)), body);
    }

    private static Incoming standard(String id, String body, Instant at, String secret) {
        if (WebhookSecret.read(secret) instanceof WebhookSecret.Reading.Secrets(var secrets)) {
            WebhookSignature.Headers headers =
                    WebhookSignature.sign(id, at, body.getBytes(StandardCharsets.UTF_8), secrets);
            return new Incoming(
                    "desk",
                    Map.of(
                            "webhook-id", headers.id(),
                            "webhook-timestamp", headers.timestamp(),
                            "webhook-signature", headers.signature()),
                    body);
        }
        throw new AssertionError(secret);
    }

    private static String hmac(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static EscalationPlan plan() {
        EscalationPlan plan = Plans.plan(Plans.policy(Plans.step("PT0S", "person:alice", "channel:desk")));
        Map<String, Channel> channels = new HashMap<>(plan.channels());
        channels.put("phone", channel("phone", Channel.Format.PAGERDUTY));
        channels.put("unpaged", channel("unpaged", Channel.Format.PAGERDUTY));
        channels.put("desk", channel("desk", Channel.Format.STANDARD_WEBHOOKS));
        return new EscalationPlan(
                channels, plan.people(), plan.rotas(), plan.policies(), plan.routes(), Optional.empty());
    }

    private static Channel channel(String name, Channel.Format format) {
        return new Channel(
                name,
                format,
                URI.create("http://127.0.0.1:7001/hook"),
                Optional.of("file:secret"),
                Optional.empty(),
                Optional.of("file:inbound"),
                false);
    }
}
