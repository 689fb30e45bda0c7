package eu.vigil.node.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import eu.vigil.demo.CaseText;
import eu.vigil.demo.Command;
import eu.vigil.demo.LocalNetwork;
import eu.vigil.demo.LocalNode;
import eu.vigil.demo.Officer;
import eu.vigil.demo.PageSink;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Belgium and France as real processes on loopback. */
class TwoNodesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path REQUEST = Path.of("..", "scripts", "demo.d", "case-a", "preservation-request.json");

    @TempDir
    Path folder;

    private LocalNetwork network;
    private LocalNode belgium;
    private LocalNode france;
    private Officer belgian;
    private Officer french;
    private String request;

    @BeforeEach
    void make() throws Exception {
        network = LocalNetwork.make(
                folder,
                List.of(
                        new LocalNetwork.Place("BE", "Belgium", "+32 2 555 01 00", "Europe/Brussels", "fr"),
                        new LocalNetwork.Place("FR", "France", "+33 1 55 55 01 00", "Europe/Paris", "fr")));
        belgium = network.node("BE");
        france = network.node("FR");
        belgian = new Officer(belgium);
        french = new Officer(france);
        request = CaseText.lastNight(Files.readString(REQUEST), Instant.now());
    }

    @AfterEach
    void end() {
        belgian.close();
        french.close();
        network.close();
    }

    @Test
    void aRequestCrossesAPageRingsItsLinkAcknowledgesAndTheRequestingStateSeesIt() throws Exception {
        try (PageSink pager =
                PageSink.listen(network.pagerPort(), france.folder().resolve("desk.secret"))) {
            network.start();
            String caseRef = belgian.draft(request);
            belgian.send(caseRef);

            PageSink.Line page = pager.await(caseRef, PATIENCE).orElseThrow();
            assertThat(french.press(link(page))).isEqualTo(200);

            await().atMost(PATIENCE).until(() -> belgian.count("ACKNOWLEDGED") == 1);
            JsonNode seen = belgian.show(caseRef);
            assertThat(seen.path("nationalReference").asText()).startsWith("FR/");
            assertThat(happenings(seen))
                    .containsSubsequence("DRAFTED", "RELEASED", "SEALED", "ACCEPTED", "RECEIPTED", "ACKNOWLEDGED");
            assertThat(seen.path("receivedAt")).isEqualTo(french.show(caseRef).path("receivedAt"));
            assertThat(belgium.logged() + france.logged()).doesNotContain("ransom", "\"ERROR\"");
        }
        assertThat(belgium.stop()).isZero();
        assertThat(france.stop()).isZero();
    }

    @Test
    void whatWasAcceptedWhileThePeerWasDownSurvivesAKillAndAStopAndArrivesOnce() throws Exception {
        belgium.start();
        belgium.awaitReady();
        String caseRef = belgian.draft(request);
        belgian.send(caseRef);
        belgium.kill();

        belgium.start();
        belgium.awaitReady();
        assertThat(belgium.stop()).as("told to stop while a message waits").isZero();

        network.start();
        await().atMost(PATIENCE).until(() -> belgian.count("RECEIPTED") == 1);
        assertThat(french.cases()).hasSize(1);
        assertThat(french.show(caseRef).path("state").asText()).isEqualTo("RECEIVED");
    }

    @Test
    void underKillsOfEitherNodeEverythingAcceptedArrivesExactlyOnceAndIsProved() throws Exception {
        network.start();
        SplittableRandom dice = new SplittableRandom(Long.getLong("seed", 11));
        List<String> accepted = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            List<String> drafts = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                drafts.add(belgian.draft(request));
            }
            LocalNode victim = round % 2 == 0 ? france : belgium;
            Thread killer = killSoon(victim, dice.nextInt(40));
            for (String draft : drafts) {
                if (accepts(draft)) {
                    accepted.add(draft);
                }
            }
            killer.join();
            victim.start();
            victim.awaitReady();
        }

        await().atMost(PATIENCE).until(() -> belgian.cases().stream().noneMatch(TwoNodesTest::isUnderWay));
        List<String> proved = belgian.cases().stream()
                .filter(one -> one.path("state").asText().equals("RECEIPTED"))
                .map(one -> one.path("caseRef").asText())
                .toList();
        List<String> arrived =
                french.cases().stream().map(one -> one.path("caseRef").asText()).toList();
        assertThat(proved).containsAll(accepted);
        assertThat(arrived).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(proved);
    }

    @Test
    void anAcknowledgementThatWasGivenIsOwedToTheRequestingStateOverAKill() throws Exception {
        try (PageSink pager =
                PageSink.listen(network.pagerPort(), france.folder().resolve("desk.secret"))) {
            network.start();
            String caseRef = belgian.draft(request);
            belgian.send(caseRef);
            PageSink.Line page = pager.await(caseRef, PATIENCE).orElseThrow();
            await().atMost(PATIENCE).until(() -> belgian.count("RECEIPTED") == 1);
            belgium.kill();
            assertThat(french.press(link(page))).isEqualTo(200);
            france.kill();

            network.start();
            await().atMost(PATIENCE).until(() -> belgian.count("ACKNOWLEDGED") == 1);
            assertThat(french.count("ACKNOWLEDGED")).isEqualTo(1);
        }
    }

    @Test
    void theDeskSaysWhatIsWrongAndWhatWouldBeRight() throws Exception {
        network.start();
        String caseRef = belgian.draft(request);
        assertThat(belgium.as("duty-officer", "request", "send", caseRef))
                .extracting(Command.Result::exit, Command.Result::output)
                .containsExactly(1, "");
        assertThat(belgium.as("duty-officer", "request", "send", caseRef).errors())
                .contains("reason: is mandatory");

        belgian.send(caseRef);
        assertThatThrownBy(() -> belgian.send(caseRef))
                .hasMessageContaining("409")
                .hasMessageContaining("nothing waits to be sent");
        await().atMost(PATIENCE).until(() -> french.count("RECEIVED") == 1);
        assertThat(france.as("duty-officer", "request", "ack", caseRef).exit()).isZero();
        assertThat(france.as("duty-officer", "request", "ack", caseRef).errors())
                .contains("Duty officer of FR has it already");
        assertThatThrownBy(() -> belgian.draft(request.replace("\"to\": \"FR\"", "\"to\": \"NL\"")))
                .hasMessageContaining("422")
                .hasMessageContaining("NL is not in the directory");
    }

    @Test
    void aGoodCommandLeavesStandardErrorEmpty() throws Exception {
        network.start();
        for (String[] command :
                new String[][] {{"request", "list"}, {"status"}, {"log", "show", "FR"}, {"page", "list"}}) {
            Command.Result result = belgium.as("duty-officer", command);
            assertThat(result.errors()).as(String.join(" ", command)).isEmpty();
            assertThat(result.exit()).as(result.output()).isIn(0, 2);
        }
    }

    /** Releases a draft while somebody may pull the plug: true only if the node has said yes. */
    private boolean accepts(String draft) throws InterruptedException {
        try {
            belgian.send(draft);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Kills at a moment that the caller's own work makes arbitrary: before, within or after a commit. */
    private static Thread killSoon(LocalNode victim, int millis) {
        return Thread.ofPlatform().start(() -> {
            try {
                Thread.currentThread().join(Duration.ofMillis(millis));
                victim.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static boolean isUnderWay(JsonNode one) {
        return List.of("QUEUED", "SENT").contains(one.path("state").asText());
    }

    private static List<String> happenings(JsonNode detail) {
        return Stream.iterate(0, i -> i < detail.path("timeline").size(), i -> i + 1)
                .map(i -> detail.path("timeline").path(i).path("happening").asText())
                .toList();
    }

    private static URI link(PageSink.Line page) throws IOException {
        return URI.create(JsonMapper.builder()
                .build()
                .readTree(page.json())
                .findValue("link")
                .asText());
    }
}
