package eu.vigil.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.node.operator.TestServer;
import eu.vigil.node.operator.people.Role;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests, drills and pages on demand, asked of a real server. */
class DrillCommandsTest {
    private final TestServer server = new TestServer();
    private final TestShell shell = new TestShell();

    @BeforeEach
    void supervisorAtTheKeyboard() {
        shell.with("VIGIL_URL", server.uri().toString())
                .with("VIGIL_TOKEN", server.people().token(Role.SUPERVISOR));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aHumanIsPagedAndWithoutWaitingTheDrillIsNamed() {
        assertThat(shell.run("drill", "run", "--peer", "FR", "--level", "human"))
                .as(shell.err())
                .isZero();
        assertThat(shell.out())
                .contains("FR: its duty officer is being paged (a drill)", "00112233445566778899aabbccddeeff");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void whoeverWaitsSeesWhoCameAndHowSoon() {
        assertThat(shell.run("drill", "run", "--peer", "FR", "--level", "human", "--wait", "PT5S"))
                .as(shell.err())
                .isZero();
        assertThat(shell.out()).contains("FR: Claire Moreau has come, after 1 min");
        assertThat(shell.run("drill", "run", "--peer", "FR", "--level", "human", "--wait", "PT5S", "-o", "json"))
                .isZero();
        assertThat(shell.json().get("answered").asBoolean()).isTrue();
        assertThat(shell.json().get("seconds").asDouble()).isEqualTo(95.0);
    }

    @Test
    void whoeverIsNoPeerCannotBeTriedAndALevelIsOneOfTwo() {
        assertThat(shell.run("drill", "run", "--peer", "SE")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("SE is no peer in any directory of this node");
        assertThat(shell.run("drill", "run", "--peer", "FR", "--level", "dog")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("level: 'dog' is neither machine nor human");
    }

    @Test
    void theReportCoversThirtyDaysAndAYearUnlessAnotherPeriodIsAskedFor() {
        assertThat(shell.run("drill", "report")).as(shell.err()).isZero();
        assertThat(shell.out())
                .contains("99.7 % of 2880", "100.0 % of 1", "1 min")
                .contains(" 30 ", " 365 ");
        assertThat(shell.run("drill", "report", "--days", "7", "-o", "json")).isZero();
        assertThat(shell.json().get("peers")).hasSize(1);
        JsonNode line = shell.json().get("peers").get(0);
        assertThat(line.get("days").asInt()).isEqualTo(7);
        assertThat(line.get("machine").get("availability").asDouble()).isEqualTo(2871.0 / 2880);
        assertThat(line.get("human").get("medianSeconds").asDouble()).isEqualTo(95.0);
        assertThat(line.get("human").get("p95Seconds").asDouble()).isEqualTo(95.0);
        assertThat(shell.run("drill", "report", "--days", "401")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("days: 401 is not 1 to 400");
    }

    @Test
    void aPeerThatDoesNotAnswerIsShownWithSinceWhenAndWhatIsTried() {
        assertThat(shell.run("peer", "list")).isZero();
        assertThat(shell.out()).contains("yes, 5 min ago");
        server.peers().down(Duration.ofMinutes(20), 3);
        assertThat(shell.run("peer", "show", "FR")).isZero();
        assertThat(shell.out()).contains("NO for 20 min, asked 3 times, again in 4 min", "after 12 ms");
        assertThat(shell.run("peer", "list", "-o", "json")).isZero();
        JsonNode reach = shell.json().get("peers").get(0).get("reachability");
        assertThat(reach.get("failures").asInt()).isEqualTo(3);
        assertThat(reach.has("failingSince")).isTrue();
        assertThat(reach.get("roundTripMs").asDouble()).isEqualTo(12.0);
    }

    @Test
    void aDrillOfOnesOwnIsWatchedUntilAHumanHasCome() {
        assertThat(shell.run("page", "test", "--live", "--until-ack"))
                .as(shell.err())
                .isZero();
        assertThat(shell.out()).contains("DRILL-7KQ2-M9XA: drill, carol has acknowledged it", "HTTP 204");
        assertThat(shell.run("page", "test", "--live")).isZero();
        assertThat(shell.out()).contains("nobody has acknowledged it yet");
        assertThat(shell.run("page", "test", "--until-ack")).isEqualTo(Exit.USAGE);
        assertThat(shell.run("page", "test", "--live", "--channel", "desk")).isEqualTo(Exit.USAGE);
    }

    @Test
    void pagesAreSentAgainByTheCodeThatStandsInThem() {
        assertThat(shell.run("page", "resend", "DRILL-7KQ2-M9XA"))
                .as(shell.err())
                .isZero();
        assertThat(shell.out()).contains("carol", "phone", "DELIVERED");
        assertThat(shell.run("page", "resend", "7KQ2-M9XA-04TZ")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("no incident is called 7KQ2-M9XA-04TZ");
        assertThat(shell.run("page", "resend", "nonsense")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("'nonsense' is not a code like 7KQ2-M9XA-04TZ");
    }
}
