package eu.vigil.node.escalation.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.escalation.Notice;
import eu.vigil.node.escalation.Outcome;
import eu.vigil.node.escalation.PageId;
import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.node.escalation.plan.Urgency;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody makes the node speak to what only the node can reach: server-side request forgery. */
class ForgedRequestTest {
    private static final Instant NOW = Instant.parse("2026-03-29T01:10:04Z");

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
    @ValueSource(
            strings = {
                "169.254.169.254",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::ffff:a9fe:a9fe]",
                "[::127.0.0.1]",
                "[::]",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.0.1",
                "100.64.0.1",
                "[64:ff9b::a9fe:a9fe]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b:1::808:808]",
                "[2002:7f00:1::1]",
                "[2002:a9fe:a9fe::1]",
                "[2001:0:a9fe:a9fe::1]",
                "[fe80::1]",
                "[fd00:ec2::254]",
                "[fec0::1]",
                "255.255.255.255"
            })
    void anAddressThatIsNobodysPublicOneIsRefusedHoweverItIsWritten(String host) {
        assertThat(send("https://%s/hook".formatted(host), AddressSource.ofSystem())
                        .text())
                .startsWith("refused: ")
                .contains("escalation.private-addresses");
    }

    @Test
    void loopbackWrittenAsANumberIsNotTakenForLoopback() {
        assertThat(send("https://2130706433/hook", AddressSource.ofSystem())).isInstanceOf(Outcome.Refused.class);
        for (String disguised : List.of("2130706433", "127.1", "0177.0.0.1", "[::ffff:127.0.0.1]", "localhost.")) {
            assertThat(AddressRule.namesLoopback(disguised)).as(disguised).isFalse();
        }
        for (String plain : List.of("localhost", "127.0.0.1", "127.9.9.9", "[::1]")) {
            assertThat(AddressRule.namesLoopback(plain)).as(plain).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"desk.example", "[::ffff:127.0.0.1]", "169.254.169.254", "8.8.8.8"})
    void plainHttpIsSpokenToThisMachineOnly(String host) {
        AddressSource unasked = name -> {
            throw new AssertionError("asked for " + name);
        };
        assertThat(send("http://%s/hook".formatted(host), unasked).text()).contains("is not https");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user@desk.example/",
                "https://user:secret@desk.example/",
                "https://desk.example@evil.example/",
                "ftp://desk.example/",
                "file:///etc/passwd",
                "https:///hook",
                "https://127.1/hook",
                "https://0x7f.0.0.1/hook"
            })
    void aUrlWithAUserOrOfAnotherSchemeIsNoChannel(String url) {
        assertThatThrownBy(() -> channel(url)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneAllowedAddressAmongOthersIsTheOneThatIsCalled() {
        try (Misbehaving end = Misbehaving.saying("HTTP/1.1 204 X")) {
            AddressSource mixed = _ -> List.of(
                    InetAddress.ofLiteral("169.254.169.254"),
                    InetAddress.ofLiteral("10.0.0.1"),
                    InetAddress.ofLiteral("127.0.0.1"));
            assertThat(send("http://localhost:%d/hook".formatted(end.port()), mixed))
                    .isEqualTo(new Outcome.Delivered(204));
        }
    }

    @Test
    void localhostThatResolvesElsewhereIsRefused() {
        AddressSource elsewhere = _ -> List.of(InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("10.0.0.1"));
        assertThat(send("http://localhost/hook", elsewhere)).isInstanceOf(Outcome.Refused.class);
    }

    private static Outcome send(String url, AddressSource addresses) {
        try (WebhookSender sender = new WebhookSender(
                vertx,
                _ -> new ChannelSecret.Known("whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz"),
                new AddressRule(List.of()),
                addresses,
                Runnable::run,
                InstantSource.fixed(NOW),
                null,
                Duration.ofSeconds(2))) {
            Notice notice = new Notice(
                    IncidentCode.of(Instant.EPOCH, new SplittableRandom(1)),
                    Urgency.URGENT,
                    NOW,
                    Optional.empty(),
                    Duration.ZERO,
                    Optional.empty(),
                    Optional.empty());
            return sender.send(channel(url), PageId.of(new SplittableRandom(2)), notice)
                    .toCompletableFuture()
                    .join();
        }
    }

    private static Channel channel(String url) {
        return new Channel("far", Channel.Format.STANDARD_WEBHOOKS, URI.create(url), Optional.of("file:x"), false);
    }
}
