package eu.vigil.node.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import eu.vigil.demo.CaseText;
import eu.vigil.demo.LocalNetwork;
import eu.vigil.demo.LocalNode;
import eu.vigil.demo.Officer;
import eu.vigil.node.boot.NotifyReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node as its administrator and systemd see it. */
class OperationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_MAX = Duration.ofSeconds(10);
    private static final Path REQUEST = Path.of("..", "scripts", "demo.d", "case-a", "preservation-request.json");

    @TempDir
    Path folder;

    private LocalNetwork network;
    private LocalNode belgium;
    private LocalNode france;

    @BeforeEach
    void make() throws Exception {
        network = LocalNetwork.make(
                folder,
                List.of(
                        new LocalNetwork.Place("BE", "Belgium", "+32 2 555 01 00", "Europe/Brussels", "fr"),
                        new LocalNetwork.Place("FR", "France", "+33 1 55 55 01 00", "Europe/Paris", "fr")));
        belgium = network.node("BE");
        france = network.node("FR");
    }

    @AfterEach
    void end() {
        network.close();
    }

    @Test
    void whateverHangsAStopEndsWithinTenSecondsWithAllAcceptedWorkDurable() throws Exception {
        try (ServerSocket deafPager = new ServerSocket(network.pagerPort(), 50, InetAddress.getLoopbackAddress());
                Officer belgian = new Officer(belgium);
                Officer french = new Officer(france)) {
            network.start();
            String caseRef = belgian.draft(CaseText.lastNight(Files.readString(REQUEST), Instant.now()));
            belgian.send(caseRef);
            await().atMost(PATIENCE).until(() -> french.count("RECEIVED") == 1);
            try (Socket paged = deafPager.accept();
                    Socket head = dribble("GET /health/live HTTP/1.1\r\nHost: 127");
                    Socket body = dribble("POST /page HTTP/1.1\r\nHost: %s\r\nContent-Length: 99\r\n\r\nhalf"
                            .formatted(france.operator().getAuthority()))) {
                belgium.signal("STOP");
                Instant told = Instant.now();
                assertThat(france.stop()).isZero();
                assertThat(Duration.between(told, Instant.now())).isLessThan(STOP_MAX);
                assertThat(List.of(paged, head, body)).allMatch(Socket::isConnected);
            }
            assertThat(france.logged()).doesNotContain("\"ERROR\"", "not everything ended in time");
            assertNothingIsGivenAway(france);
            belgium.signal("CONT");
            france.start();
            france.awaitReady();
            assertThat(french.show(caseRef).path("state").asText()).isEqualTo("RECEIVED");
        }
    }

    @Test
    void systemdHearsOfAReadyNodeOfANewConfigurationAndOfTheEnd() throws Exception {
        Path socket = folder.resolve("notify");
        Path file = france.folder().resolve("vigil.yaml");
        try (NotifyReceiver systemd = new NotifyReceiver(socket.toString())) {
            france.start(Map.of("NOTIFY_SOCKET", socket.toString(), "WATCHDOG_USEC", "1000000"));
            assertThat(systemd.await("READY=1", PATIENCE))
                    .contains("READY=1\nSTATUS=0 of 1 peers connected, 0 messages waiting, 0 incidents open");
            assertThat(france.ready()).isTrue();
            assertThat(systemd.await("WATCHDOG=1", PATIENCE)).isPresent();
            assertThat(metrics()).contains("vigil_part_well{part=\"escalation\"} 1.0", "vigil_link_open{direction=");

            Files.writeString(file, "limits: { links: 77 }\n", StandardOpenOption.APPEND);
            france.signal("HUP");
            assertThat(systemd.await("RELOADING=1\nMONOTONIC_USEC=", PATIENCE)).isPresent();
            assertThat(systemd.await("READY=1", PATIENCE)).isPresent();
            assertThat(france.logged()).contains("configuration: limits.links: 1024 -> 77");

            Files.writeString(file, "limitz: {}\n", StandardOpenOption.APPEND);
            france.signal("HUP");
            assertThat(systemd.await("RELOADING=1", PATIENCE)).isPresent();
            assertThat(systemd.await("READY=1", PATIENCE)).isPresent();
            assertThat(france.logged()).contains("configuration: limitz (%s:".formatted(file), "stays as it was");
            assertThat(metrics()).contains("vigil_config_reloads_total{result=\"refused\"} 1.0");

            assertThat(france.stop()).isZero();
            assertThat(systemd.await("STOPPING=1", PATIENCE)).isPresent();
        }
    }

    /** One event a line, each of them JSON; nothing of a message's content, no token and no secret. */
    private static void assertNothingIsGivenAway(LocalNode node) throws IOException {
        List<String> lines = Files.readAllLines(node.log());
        JsonMapper json = JsonMapper.builder().build();
        for (String line : lines) {
            JsonNode event = json.readTree(line);
            assertThat(event.path("@timestamp").asText()).as(line).isNotEmpty();
            assertThat(event.path("level").asText()).as(line).isIn("DEBUG", "INFO", "WARN", "ERROR");
        }
        String all = node.logged();
        JsonNode request = json.readTree(Files.readString(REQUEST));
        for (String field :
                List.of("facts", "relation_to_offence", "urgency_reason", "identifier", "telephone", "email")) {
            assertThat(request.findValuesAsText(field))
                    .as(field)
                    .isNotEmpty()
                    .allSatisfy(text -> assertThat(all).doesNotContain(text));
        }
        assertThat(all)
                .doesNotContain("ransom", "198.51.100", "Bearer", "whsec_")
                .doesNotContainPattern("/page/[\\w-]{43}");
        for (String secret : List.of("keys.secret", "desk.secret", "tokens/duty-officer.token")) {
            assertThat(all)
                    .doesNotContain(
                            Files.readString(node.folder().resolve(secret)).strip());
        }
    }

    private String metrics() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI where = france.operator().resolve("/metrics");
            return client.send(HttpRequest.newBuilder(where).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    /** Begins a request and never ends it. */
    private Socket dribble(String beginning) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), france.operator().getPort());
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }
}
