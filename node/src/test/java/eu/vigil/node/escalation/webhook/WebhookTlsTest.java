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
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayOutputStream;
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
import java.util.ArrayList;
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
    private KeyStore trusted;
    private HttpsServer server;

    @BeforeEach
    void makeAnAuthority() throws Exception {
        keytool("authority", "-ext", "bc:c", "-validity", "30");
        trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", keys().getCertificate("authority"));
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.stop(0);
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theCheckedAddressIsCalledAndItsCertificateBearsTheName() throws Exception {
        listen("127.0.0.1", "-signer", "authority", "-ext", "SAN=dns:desk.example", "-validity", "2");
        assertThat(send("desk.example", at("127.0.0.1"))).isEqualTo(new Outcome.Delivered(204));
        assertThat(came).hasValue(1);
    }

    @Test
    void aCertificateForAnotherNameIsNotBelievedAndNothingIsSaidToIt() throws Exception {
        listen("127.0.0.1", "-signer", "authority", "-ext", "SAN=dns:desk.example", "-validity", "2");
        assertThatNothingIsSaidTo("other.example");
    }

    @Test
    void anExpiredCertificateIsNotBelieved() throws Exception {
        listen(
                "127.0.0.1",
                "-signer",
                "authority",
                "-ext",
                "SAN=dns:desk.example",
                "-startdate",
                "-10d",
                "-validity",
                "5");
        assertThatNothingIsSaidTo("desk.example");
    }

    @Test
    void aSelfSignedCertificateIsNotBelieved() throws Exception {
        listen("127.0.0.1", "-ext", "SAN=dns:desk.example", "-validity", "2");
        assertThatNothingIsSaidTo("desk.example");
    }

    @Test
    void aNameThatChangesBetweenTheCheckAndTheCallChangesNothing() throws Exception {
        // Looked up twice, the name would lead to 127.0.0.2 the second time, where nobody may be called.
        listen("127.0.0.1", "-signer", "authority", "-ext", "SAN=dns:desk.example", "-validity", "2");
        List<String> asked = new ArrayList<>();
        AddressSource rebound = host -> {
            asked.add(host);
            return at(asked.size() == 1 ? "127.0.0.1" : "127.0.0.2").resolve(host);
        };
        assertThat(send("desk.example", rebound)).isEqualTo(new Outcome.Delivered(204));
        assertThat(asked).containsExactly("desk.example");
        assertThat(send("desk.example", rebound).text()).contains("escalation.private-addresses");
        assertThat(came).hasValue(1);
    }

    private void assertThatNothingIsSaidTo(String host) {
        Outcome outcome = send(host, at("127.0.0.1"));
        assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
        assertThat(outcome.text()).doesNotContain("no answer within"); // it failed, it did not wait
        assertThat(came).hasValue(0);
    }

    private static AddressSource at(String address) {
        return _ -> List.of(InetAddress.ofLiteral(address));
    }

    private void listen(String address, String... certificate) throws Exception {
        keytool("desk", certificate);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        KeyStore desk = KeyStore.getInstance("PKCS12");
        desk.load(null, null);
        desk.setKeyEntry(
                "desk",
                keys().getKey("desk", PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                keys().getCertificateChain("desk"));
        managers.init(desk, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral(address), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/hook", exchange -> {
            try (exchange) {
                came.incrementAndGet();
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
    }

    private Path file() {
        return folder.resolve("keys.p12");
    }

    private KeyStore keys() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file())) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private void keytool(String alias, String... more) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + alias,
                "-keystore",
                file().toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        line.addAll(List.of(more));
        Process keytool = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor())
                .as(Files.readString(folder.resolve("keytool.log")))
                .isZero();
    }

    private TrustOptions trust() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            trusted.store(bytes, PASSWORD.toCharArray());
            return new PfxOptions().setValue(Buffer.buffer(bytes.toByteArray())).setPassword(PASSWORD);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome send(String host, AddressSource addresses) {
        try (WebhookSender sender = new WebhookSender(
                vertx,
                _ -> new ChannelSecret.Known("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                new AddressRule(List.of(AddressRule.range("127.0.0.1"))),
                addresses,
                Runnable::run,
                InstantSource.fixed(NOW),
                trust(),
                Duration.ofSeconds(20))) {
            Channel channel = new Channel(
                    "desk",
                    Channel.Format.STANDARD_WEBHOOKS,
                    URI.create("https://%s:%d/hook"
                            .formatted(host, server.getAddress().getPort())),
                    Optional.of("file:secret"),
                    false);
            Notice notice = new Notice(
                    IncidentCode.of(Instant.EPOCH, new SplittableRandom(1)),
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
