package eu.vigil.node.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import eu.vigil.demo.CaseText;
import eu.vigil.demo.LocalNetwork;
import eu.vigil.demo.LocalNode;
import eu.vigil.demo.Officer;
import eu.vigil.demo.PageSink;
import eu.vigil.node.escalation.webhook.WebhookSecret;
import eu.vigil.node.escalation.webhook.WebhookSignature;
import eu.vigil.node.process.KillPoint.Fate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each step of a request's way, and {@code kill -9} exactly there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillMatrixTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path REQUEST = Path.of("..", "scripts", "demo.d", "case-a", "preservation-request.json");

    private final Map<String, Integer> snarePorts = Map.of("BE", freePort(), "FR", freePort());
    private final List<JsonNode> rung = new ArrayList<>();
    private LocalNetwork network;
    private PageSink pager;
    private Officer belgian;
    private Officer french;
    private String request;

    @BeforeAll
    void make(@TempDir Path folder) throws Exception {
        network = LocalNetwork.make(
                folder,
                List.of(
                        new LocalNetwork.Place("BE", "Belgium", "+32 2 555 01 00", "Europe/Brussels", "fr"),
                        new LocalNetwork.Place("FR", "France", "+33 1 55 55 01 00", "Europe/Paris", "fr")));
        belgian = new Officer(network.node("BE"));
        french = new Officer(network.node("FR"));
        pager = PageSink.listen(network.pagerPort(), network.node("FR").folder().resolve("desk.secret"));
        request = CaseText.lastNight(Files.readString(REQUEST), Instant.now());
        Path more = Files.createDirectories(network.node("FR").folder().resolve("conf.d"));
        Files.writeString(
                more.resolve("hook.yaml"),
                "escalation: { channels: { desk: { inbound-secret: \"file:desk.secret\" } } }\n");
        for (LocalNode node : network.nodes()) {
            start(node);
        }
        for (LocalNode node : network.nodes()) {
            node.awaitReady();
        }
        // Once without a kill: afterwards every class of the way is loaded and can be stopped at.
        String caseRef = belgian.draft(request);
        belgian.send(caseRef);
        finish(caseRef);
    }

    @AfterAll
    void end() {
        belgian.close();
        french.close();
        pager.close();
        network.close();
    }

    static List<KillPoint> points() {
        return KillPoint.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("points")
    void whereverANodeIsKilledTheRequestArrivesOnceIsReceiptedAndRingsSomebody(KillPoint point) throws Exception {
        LocalNode victim = network.node(point.victim());
        String caseRef = belgian.draft(request);
        boolean told;
        try (Snare snare = Snare.set(snarePorts.get(point.watched()), point.path())) {
            CompletableFuture<Boolean> sending = CompletableFuture.supplyAsync(() -> sends(caseRef));
            String where = snare.awaitSprung(PATIENCE);
            victim.kill();
            System.out.printf("%s: killed %s while %s stood at %s%n", point, point.victim(), point.watched(), where);
            snare.release();
            told = sending.join();
        }
        start(victim);
        victim.awaitReady();

        String state = belgian.show(caseRef).path("state").asText();
        switch (point.fate()) {
            case STILL_A_DRAFT -> {
                assertThat(told).isFalse();
                assertThat(state).isEqualTo("DRAFT");
                belgian.send(caseRef);
            }
            case ACCEPTED_UNTOLD -> {
                assertThat(told).isFalse();
                assertThat(state).isNotEqualTo("DRAFT");
            }
            case ACCEPTED -> assertThat(state).isNotEqualTo("DRAFT");
        }
        List<JsonNode> pages = finish(caseRef);
        assertThat(pages).hasSizeBetween(point.ringsMin(), point.ringsMax());
        assertThat(pages.stream().map(page -> page.path("id").asText()))
                .containsOnly(pages.getFirst().path("id").asText());
    }

    @Test
    void anAcknowledgementThatIsCommittedReachesTheRequesterThoughNobodyWasTold() throws Exception {
        String caseRef = belgian.draft(request);
        belgian.send(caseRef);
        await().atMost(PATIENCE)
                .until(() -> state(belgian, caseRef).equals("RECEIPTED")
                        && !pages(caseRef).isEmpty()
                        && settled(caseRef));
        KillPoint committed = KillPoint.all().stream()
                .filter(point -> point.fate() == Fate.ACCEPTED_UNTOLD)
                .findFirst()
                .orElseThrow();
        LocalNode france = network.node("FR");
        try (Snare snare = Snare.set(snarePorts.get("FR"), committed.path())) {
            CompletableFuture<Boolean> acknowledging = CompletableFuture.supplyAsync(() -> acknowledges(caseRef));
            snare.awaitSprung(PATIENCE);
            france.kill();
            assertThat(acknowledging.join()).isFalse();
        }
        start(france);
        france.awaitReady();
        finish(caseRef);
    }

    static List<KillPoint> endings() {
        return KillPoint.endings();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endings")
    void whereverANodeIsKilledAfterAnAcknowledgementTheChannelHearsThatItIsOver(KillPoint point) throws Exception {
        String caseRef = belgian.draft(request);
        belgian.send(caseRef);
        await().atMost(PATIENCE).until(() -> !pages(caseRef).isEmpty() && settled(caseRef));
        String incident =
                pages(caseRef).getFirst().path("data").path("incident").asText();
        LocalNode france = network.node("FR");
        try (Snare snare = Snare.set(snarePorts.get("FR"), point.path())) {
            CompletableFuture<Boolean> acknowledging = CompletableFuture.supplyAsync(() -> acknowledges(caseRef));
            snare.awaitSprung(PATIENCE);
            france.kill();
            snare.release();
            acknowledging.join();
        }
        start(france);
        france.awaitReady();
        await().atMost(PATIENCE).until(() -> allClears(incident).size() >= point.ringsMin());
        await().atMost(PATIENCE).until(() -> state(belgian, caseRef).equals("ACKNOWLEDGED"));
        finish(caseRef);
        assertThat(allClears(incident)).hasSizeBetween(point.ringsMin(), point.ringsMax());
        assertThat(allClears(incident).stream()
                        .map(line -> line.path("id").asText())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aProvidersAcknowledgementStopsThePagerOnceAndTellsThePeerNothing() throws Exception {
        acknowledgedByHook("the classes are loaded", false);
        String caseRef = acknowledgedByHook("killed", true);
        assertThat(state(belgian, caseRef)).isEqualTo("RECEIPTED");
        finish(caseRef);
    }

    private String acknowledgedByHook(String id, boolean killed) throws Exception {
        String caseRef = belgian.draft(request);
        belgian.send(caseRef);
        await().atMost(PATIENCE).until(() -> !pages(caseRef).isEmpty() && settled(caseRef));
        await().atMost(PATIENCE).until(() -> state(belgian, caseRef).equals("RECEIPTED"));
        String incident =
                pages(caseRef).getFirst().path("data").path("incident").asText();
        if (killed) {
            LocalNode france = network.node("FR");
            try (Snare snare =
                    Snare.set(snarePorts.get("FR"), KillPoint.hooked().path())) {
                CompletableFuture<Boolean> asking = CompletableFuture.supplyAsync(() -> says(() -> hook(id, incident)));
                snare.awaitSprung(PATIENCE);
                france.kill();
                snare.release();
                assertThat(asking.join()).isFalse();
            }
            start(france);
            france.awaitReady();
            assertThat(hook(id, incident)).isEqualTo("repeated");
        } else {
            assertThat(hook(id, incident)).isEqualTo("acknowledged");
        }
        await().atMost(PATIENCE).until(() -> !allClears(incident).isEmpty());
        return caseRef;
    }

    /** Acknowledges as the far end of the channel would; what the node says to it. */
    private String hook(String id, String incident) throws IOException, InterruptedException {
        LocalNode france = network.node("FR");
        String body = "{\"type\":\"vigil.acknowledge\",\"data\":{\"incident\":\"%s\"}}".formatted(incident);
        String secret = Files.readString(france.folder().resolve("desk.secret"));
        WebhookSignature.Headers signed = WebhookSignature.sign(
                id,
                Instant.now(),
                body.getBytes(StandardCharsets.UTF_8),
                ((WebhookSecret.Reading.Secrets) WebhookSecret.read(secret)).secrets());
        HttpRequest call = HttpRequest.newBuilder(france.operator().resolve("/hooks/desk"))
                .header("content-type", "application/json")
                .header("webhook-id", signed.id())
                .header("webhook-timestamp", signed.timestamp())
                .header("webhook-signature", signed.signature())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(call, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JsonMapper.builder()
                    .build()
                    .readTree(answer.body())
                    .path("result")
                    .asText();
        }
    }

    private List<JsonNode> allClears(String incident) throws Exception {
        pages(""); // takes what has come
        return rung.stream()
                .filter(line -> line.path("type").asText().equals("vigil.acknowledged"))
                .filter(line -> line.path("data").path("incident").asText().equals(incident))
                .toList();
    }

    /** Sees the request to its end; what the pager was told of it. */
    private List<JsonNode> finish(String caseRef) throws Exception {
        await().atMost(PATIENCE)
                .until(() -> List.of("RECEIPTED", "ACKNOWLEDGED").contains(state(belgian, caseRef)));
        await().atMost(PATIENCE).until(() -> !pages(caseRef).isEmpty() && settled(caseRef));
        if (!state(french, caseRef).equals("ACKNOWLEDGED")) {
            french.acknowledge(caseRef);
        }
        await().atMost(PATIENCE).until(() -> state(belgian, caseRef).equals("ACKNOWLEDGED"));
        await().atMost(PATIENCE).until(() -> quiet(belgian) && quiet(french));
        assertThat(french.cases().stream()
                        .filter(one -> one.path("caseRef").asText().equals(caseRef)))
                .hasSize(1);
        assertThat(happenings(belgian, caseRef)).containsOnlyOnce("ACCEPTED", "RECEIPTED", "ACKNOWLEDGED");
        return pages(caseRef);
    }

    private static boolean quiet(Officer officer) throws IOException, InterruptedException {
        return officer.status().path("counts").path("unreceipted").asInt() == 0;
    }

    /** True once the node has recorded that the page was taken, so that no more will come of it. */
    private boolean settled(String caseRef) {
        try {
            return french.pages().stream()
                    .filter(page -> page.path("caseRef").asText().equals(caseRef))
                    .anyMatch(page -> List.of("DELIVERED", "STOPPED")
                            .contains(page.path("state").asText()));
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<JsonNode> pages(String caseRef) throws Exception {
        JsonMapper json = JsonMapper.builder().build();
        for (Optional<PageSink.Line> line = pager.next(Duration.ZERO);
                line.isPresent();
                line = pager.next(Duration.ZERO)) {
            rung.add(json.readTree(line.get().json()));
        }
        return rung.stream()
                .filter(page -> page.path("data").path("case_ref").asText().equals(caseRef))
                .toList();
    }

    private void start(LocalNode node) throws IOException {
        node.start(Snare.environment(snarePorts.get(node.participant())));
    }

    private boolean sends(String caseRef) {
        return says(() -> belgian.send(caseRef));
    }

    private boolean acknowledges(String caseRef) {
        return says(() -> french.acknowledge(caseRef));
    }

    @FunctionalInterface
    private interface Asking {
        void ask() throws IOException, InterruptedException;
    }

    /** True only if the node has said yes. */
    private static boolean says(Asking asking) {
        try {
            asking.ask();
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String state(Officer officer, String caseRef) throws IOException, InterruptedException {
        return officer.show(caseRef).path("state").asText();
    }

    private static List<String> happenings(Officer officer, String caseRef) throws IOException, InterruptedException {
        List<String> happenings = new ArrayList<>();
        officer.show(caseRef)
                .path("timeline")
                .forEach(line -> happenings.add(line.path("happening").asText()));
        return happenings;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
