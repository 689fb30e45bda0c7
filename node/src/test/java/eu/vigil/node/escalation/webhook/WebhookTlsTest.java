package eu.vigil.node.escalation.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.escalation.Notice;
import eu.vigil.node.escalation.Outcome;
import eu.vigil.node.escalation.PageId;
import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.node.escalation.plan.Urgency;
import io.vertx.core.Vertx;
import io.vertx.core.net.PfxOptions;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The address is pinned, and the certificate is still checked against the name. */
class WebhookTlsTest {
    private static final String PASSWORD = "changeit";
    private static final Instant NOW = Instant.parse("2026-03-29T01:10:04Z");

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger came = new AtomicInteger();
    private Path keys;
    private HttpsServer server;

    @BeforeEach
    void listen() throws Exception {
        keys = folder.resolve("desk.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "desk",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=desk.example",
                        "-ext",
                        "SAN=dns:desk.example",
                        "-validity",
                        "2",
                        "-keystore",
                        keys.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/hook", exchange -> {
            try (exchange) {
                came.incrementAndGet();
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void thePinnedAddressIsCalledAndItsCertificateBearsTheName() {
        assertThat(send("desk.example")).isEqualTo(new Outcome.Delivered(204));
        assertThat(came).hasValue(1);
    }

    @Test
    void aCertificateForAnotherNameIsNotBelievedAndNothingIsSaidToIt() {
        Outcome outcome = send("other.example");
        assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
        assertThat(outcome.text()).doesNotContain("no answer within"); // it failed, it did not wait
        assertThat(came).hasValue(0);
    }

    private Outcome send(String host) {
        String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        try (WebhookSender sender = new WebhookSender(
                vertx,
                _ -> new ChannelSecret.Known(secret),
                new AddressRule(List.of(AddressRule.range("127.0.0.0/8"))),
                _ -> List.of(InetAddress.ofLiteral("127.0.0.1")),
                Runnable::run,
                InstantSource.fixed(NOW),
                new PfxOptions().setPath(keys.toString()).setPassword(PASSWORD),
                Duration.ofSeconds(20))) {
            Channel channel = new Channel(
                    "desk",
                    Channel.Format.STANDARD_WEBHOOKS,
                    URI.create("https://%s:%d/hook"
                            .formatted(host, server.getAddress().getPort())),
                    Optional.of("file:secret"),
                    false);
            Notice notice = new Notice(
                    IncidentCode.of(new SplittableRandom(1)),
                    Urgency.URGENT,
                    NOW,
                    Optional.empty(),
                    Duration.ZERO,
                    Optional.empty(),
                    Optional.empty());
            return sender.send(channel, PageId.of(new SplittableRandom(2)), notice)
                    .toCompletableFuture()
                    .join();
        }
    }
}
