package eu.vigil.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.node.operator.TestServer;
import eu.vigil.node.operator.people.Role;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The other contact points, asked of a real server. */
class PeerCommandsTest {
    private final TestServer server = new TestServer();
    private final TestShell shell = new TestShell();

    @BeforeEach
    void administratorAtTheKeyboard() {
        shell.with("VIGIL_URL", server.uri().toString())
                .with("VIGIL_TOKEN", server.people().token(Role.ADMINISTRATOR));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aPeerIsShownWithItsLinksItsTelephonesItsLocalTimeAndThatItIsStale() {
        assertThat(shell.run("peer", "list")).as(shell.err()).isZero();
        assertThat(shell.out())
                .contains("OFAC night desk", "+33 1 55 55 01 00", "contact.example:7413")
                .contains("open 60 min", "12 min", "Sun 06:10", "2026-08-14 STALE");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void aLinkThatIsDownSaysSinceWhenAndWhatWaits() {
        server.peers().down(Duration.ofMinutes(20), 3);
        assertThat(shell.run("peer", "list")).isZero();
        assertThat(shell.out()).contains("DOWN 20 min", "3 (20 min)");

        assertThat(shell.run("peer", "list", "-o", "json")).isZero();
        JsonNode france = shell.json().get("peers").get(0);
        assertThat(france.get("link").get("open").asBoolean()).isFalse();
        assertThat(france.get("link").get("trouble").asText()).isEqualTo("no route to host");
        assertThat(france.get("peersLink").get("open").asBoolean()).isFalse();
        assertThat(france.get("waiting").asInt()).isEqualTo(3);
        assertThat(france.get("localTime").asText())
                .startsWith("2026-11-22T06:10")
                .endsWith("+04:00");
        assertThat(france.get("stale").asBoolean()).isTrue();
    }

    @Test
    void onePeerIsShownWholeWithFingerprintsAndTheEndOfEachCertificate() {
        assertThat(shell.run("peer", "show", "FR")).as(shell.err()).isZero();
        assertThat(shell.out())
                .contains("OFAC night desk, in EU-ART13", "night@example.fr", "fr, en", "within 1 s of ours")
                .contains("encryption P-256 ", "encryption ML-KEM-768 ", "issuing CA ", "State CA ")
                // issued a hundred days ago for ninety
                .containsPattern("encryption P-256 .* EXPIRED  [0-9a-f]{64}\n")
                .containsPattern("State CA +\\S+ \\S+ \\S+ +[0-9a-f]{64}\n");
        assertThat(shell.err()).isEmpty();

        assertThat(shell.run("peer", "show", "FR", "-o", "json")).isZero();
        JsonNode france = shell.json().get("peers").get(0);
        assertThat(france.get("certificates")).hasSize(4);
        assertThat(france.get("notificationFingerprint").asText()).matches("([0-9a-f]{4} ){7}[0-9a-f]{4}");
        assertThat(france.get("logKeys").get(0).asText()).matches("[0-9a-f]{64}");
    }

    @Test
    void aStrangerAndNoParticipantAreNotFound() {
        assertThat(shell.run("peer", "show", "NL")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("NL is no peer in any directory of this node");
        assertThat(shell.run("peer", "show", "nobody at all")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("participant: 'nobody at all'");
        assertThat(shell.run("peer", "show", "BE/BANK-1")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("BE/BANK-1 is no peer");
        assertThat(shell.run("peer", "show")).isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains("PEER");
    }
}
