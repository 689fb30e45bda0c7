package eu.vigil.node.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import eu.vigil.demo.CaseText;
import eu.vigil.demo.LocalNetwork;
import eu.vigil.demo.LocalNode;
import eu.vigil.demo.Officer;
import eu.vigil.demo.PageSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What machines do to a node: disks, clocks, networks and pagers that fail, for real. {@code scripts/soak --faults} runs it. */
@Tag("faults")
class FaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Path REQUEST = Path.of("..", "scripts", "demo.d", "case-a", "preservation-request.json");

    @TempDir
    Path folder;

    private final JsonMapper json = JsonMapper.builder().build();
    private final List<JsonNode> rung = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private LocalNetwork network;
    private LocalNode belgium;
    private LocalNode france;
    private Officer belgian;
    private Officer french;
    private PageSink pager;
    private String request;

    @BeforeEach
    void read() throws Exception {
        request = CaseText.lastNight(Files.readString(REQUEST), Instant.now());
    }

    private void make() throws Exception {
        network = opened(LocalNetwork.make(
                folder,
                List.of(
                        new LocalNetwork.Place("BE", "Belgium", "+32 2 555 01 00", "Europe/Brussels", "fr"),
                        new LocalNetwork.Place("FR", "France", "+33 1 55 55 01 00", "Europe/Paris", "fr"))));
        belgium = network.node("BE");
        france = network.node("FR");
        belgian = opened(new Officer(belgium));
        french = opened(new Officer(france));
    }

    private void listen() throws IOException {
        pager = opened(PageSink.listen(network.pagerPort(), france.folder().resolve("desk.secret")));
    }

    private <A extends AutoCloseable> A opened(A what) {
        open.add(what);
        return what;
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @Test
    void aFailedSyncClosesTheLinksSignsNothingLeavesAMarkAndEndsTheNodeAndTheNextStartWorksOnACopy() throws Exception {
        make();
        listen();
        network.start();
        finish(send());
        Path mark = france.folder().resolve("store.db.suspect");
        Object before = Files.getAttribute(france.folder().resolve("store.db"), "unix:ino");
        String caseRef = belgian.draft(request);
        try (Tools.Strace _ = Tools.Strace.attach(france.pid(), "fsync,fdatasync:error=EIO:when=1")) {
            belgian.send(caseRef);
            assertThat(france.awaitEnd(PATIENCE)).isEqualTo(1);
        }
        assertThat(mark).exists();
        assertThat(france.logged()).contains("the store failed: nothing is promised any more; the node ends");
        await().atMost(PATIENCE).until(() -> belgium.logged().contains("link closed"));
        assertThat(state(belgian, caseRef)).isEqualTo("SENT");

        france.start();
        france.awaitReady();
        assertThat(mark).doesNotExist();
        assertThat(Files.getAttribute(france.folder().resolve("store.db"), "unix:ino"))
                .as("another file than the one that may lie")
                .isNotEqualTo(before);
        finish(caseRef);
        assertThat(belgium.as("duty-officer", "log", "verify").exit()).isZero();
        assertThat(france.as("duty-officer", "log", "verify").exit()).isZero();
    }

    @Test
    void aKillBetweenTheWriteAndTheSyncOfACommitLosesNothingThatWasPromised() throws Exception {
        make();
        listen();
        network.start();
        finish(send());
        String caseRef = belgian.draft(request);
        try (Tools.Strace _ = Tools.Strace.attach(france.pid(), "fsync,fdatasync:signal=KILL:when=1")) {
            belgian.send(caseRef);
            france.awaitEnd(PATIENCE);
        }
        assertThat(france.folder().resolve("store.db.suspect")).doesNotExist();
        france.start();
        france.awaitReady();
        finish(caseRef);
    }

    @Test
    void aFullDiskRefusesBeforeItAcceptsAndEverythingGoesOnOnceThereIsRoom() throws Exception {
        Tools.SmallDisk theirs = opened(Tools.SmallDisk.mount(folder.resolve("fr"), "64m"));
        Tools.SmallDisk ours = opened(Tools.SmallDisk.mount(folder.resolve("be"), "64m"));
        make();
        for (LocalNode node : network.nodes()) {
            configure(node, "limits: { disk-low: 16MiB, disk-critical: 8MiB }");
        }
        listen();
        network.start();
        finish(send());

        theirs.fill();
        String caseRef = send();
        await().atMost(PATIENCE).until(() -> belgium.logged().contains("peer is busy"));
        assertThat(france.running()).isTrue();
        assertThat(state(belgian, caseRef)).isEqualTo("SENT");
        theirs.relieve();
        finish(caseRef);

        ours.fill();
        assertThatThrownBy(() -> belgian.draft(request)).hasMessageContaining(" answered 503");
        assertThat(belgium.running()).isTrue();
        ours.relieve();
        finish(send());
        assertThat(belgian.cases()).hasSize(3);
    }

    @Test
    void aPagerThatStandsStillOrIsGoneIsTriedUntilItRingsUnderTheSameId() throws Exception {
        make();
        listen();
        network.start();
        pager.signal("STOP");
        String caseRef = send();
        await().atMost(PATIENCE).until(() -> attempts(caseRef) >= 2);
        String id = page(caseRef).path("state").asText();
        assertThat(id).isIn("WAITING", "CLAIMED");
        pager.close();
        await().atMost(PATIENCE).until(() -> attempts(caseRef) >= 3);
        listen();
        finish(caseRef);
    }

    @Test
    void aSystemClockThatJumpsAnHourEitherWayMovesNoDeadlineAndRingsOnce() throws Exception {
        make();
        Tools.FakeClock clock = Tools.FakeClock.make(folder);
        listen();
        belgium.start();
        france.start(clock.environment());
        belgium.awaitReady();
        france.awaitReady();
        List<Duration> jumps = List.of(Duration.ZERO, HOUR, HOUR.negated());
        for (Duration jump : jumps) {
            clock.set("%+ds".formatted(jump.toSeconds()));
            do {
                Instant sent = Instant.now();
                String caseRef = send();
                assertThat(finish(caseRef)).as(jump.toString()).hasSize(1);
                JsonNode seen = belgian.show(caseRef);
                assertThat(Instant.parse(seen.path("receivedAt").asText()))
                        .as(jump.toString())
                        .isBetween(sent.minusSeconds(2), Instant.now().plusSeconds(2));
            } while (!hasJumped(france, jump)); // the process looks at its clock's setting once a second
            await().atMost(PATIENCE).until(() -> settingsRung() == jumps.indexOf(jump));
        }
    }

    /** About how many settings of its clock a node has called somebody. */
    private long settingsRung() throws Exception {
        hear();
        return rung.stream()
                .filter(page -> page.path("data").path("cause").asText().equals("CLOCK_STEPPED"))
                .map(page -> page.path("data").path("incident").asText())
                .distinct()
                .count();
    }

    /** Whether a node's log, which is written by the system's clock, is as far from the truth. */
    private boolean hasJumped(LocalNode node, Duration jump) throws IOException {
        String last = node.logged().lines().reduce((_, next) -> next).orElseThrow();
        Instant written = Instant.parse(json.readTree(last).path("@timestamp").asText());
        return Duration.between(Instant.now().plus(jump), written).abs().compareTo(Duration.ofMinutes(5)) < 0;
    }

    @Test
    void aCutNetworkIsNoticedAndWhatWasAcceptedMeanwhileArrivesOnceItIsMended() throws Exception {
        make();
        Tools.Network toBelgium = quick(belgium);
        Tools.Network toFrance = quick(france);
        listen();
        network.start();
        finish(send());

        toBelgium.cut();
        toFrance.cut();
        String caseRef = send();
        await().atMost(PATIENCE)
                .until(() -> belgium.logged().contains("link closed")
                        && france.logged().contains("link closed"));
        assertThat(state(belgian, caseRef)).isIn("QUEUED", "SENT");
        assertThat(french.cases()).hasSize(1);
        toBelgium.mend();
        toFrance.mend();
        finish(caseRef);
        assertThat(french.cases()).hasSize(2);
    }

    private String send() throws Exception {
        String caseRef = belgian.draft(request);
        belgian.send(caseRef);
        return caseRef;
    }

    /** Sees a request to its end: receipted, rung under one id, acknowledged; what the pager was told of it. */
    private List<JsonNode> finish(String caseRef) throws Exception {
        await().atMost(PATIENCE)
                .until(() -> state(belgian, caseRef).equals("RECEIPTED")
                        && !pages(caseRef).isEmpty());
        french.acknowledge(caseRef);
        await().atMost(PATIENCE).until(() -> state(belgian, caseRef).equals("ACKNOWLEDGED"));
        List<JsonNode> pages = pages(caseRef);
        assertThat(pages.stream().map(page -> page.path("id").asText()).distinct())
                .hasSize(1);
        return pages;
    }

    private List<JsonNode> pages(String caseRef) throws Exception {
        hear();
        return rung.stream()
                .filter(page -> page.path("data").path("case_ref").asText().equals(caseRef))
                .toList();
    }

    private void hear() throws Exception {
        for (Optional<PageSink.Line> line = pager.next(Duration.ZERO);
                line.isPresent();
                line = pager.next(Duration.ZERO)) {
            rung.add(json.readTree(line.get().json()));
        }
    }

    private JsonNode page(String caseRef) throws Exception {
        return french.pages().stream()
                .filter(page -> page.path("caseRef").asText().equals(caseRef))
                .findFirst()
                .orElseGet(json::createObjectNode);
    }

    private int attempts(String caseRef) throws Exception {
        return page(caseRef).path("attempts").asInt();
    }

    private static String state(Officer officer, String caseRef) throws IOException, InterruptedException {
        return officer.show(caseRef).path("state").asText();
    }

    /** Lets a node notice within 3 s that its network is cut. */
    private static Tools.Network quick(LocalNode node) throws IOException {
        configure(node, "limits: { idle-ping: PT1S, idle-close: PT3S }");
        return Tools.Network.of(node.linkPort());
    }

    private static void configure(LocalNode node, String line) throws IOException {
        Files.writeString(node.folder().resolve("vigil.yaml"), line + "\n", StandardOpenOption.APPEND);
    }
}
