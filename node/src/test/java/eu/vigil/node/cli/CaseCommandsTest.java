package eu.vigil.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.operator.TestServer;
import eu.vigil.node.operator.people.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands by which a request is approved, answered and withdrawn, with right and with wrong arguments. */
class CaseCommandsTest {
    private static final String CASE = "FR-2026-000007";

    @TempDir
    private Path folder;

    private final TestServer server = new TestServer();
    private final TestShell shell = new TestShell();

    @BeforeEach
    void dutyOfficerAtTheKeyboard() {
        shell.in(folder)
                .with("VIGIL_URL", server.uri().toString())
                .with("VIGIL_TOKEN", server.people().token(Role.DUTY_OFFICER));
        server.desk().receive(CASE, TestShell.NOW.minus(Duration.ofMinutes(108)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** What stands in the history, which the desk of this test fills with the text that it was sent. */
    private String sent() {
        assertThat(shell.run("request", "show", CASE, "-o", "json")).isZero();
        return shell.json().path("timeline").path(1).path("detail").asText();
    }

    @Test
    void anIndicationSaysWhetherInWhichFormAndWhen() {
        assertThat(shell.run("request", "indicate", CASE, "--will-answer", "yes", "--form", "by mail", "--by", "36h"))
                .as(shell.err())
                .isZero();
        assertThat(shell.err()).isEmpty();
        assertThat(shell.out())
                .isEqualTo("FR-2026-000007: the indication is on its way to FR (FEASIBILITY_ANSWERED)\n");
        assertThat(sent())
                .isEqualTo(
                        "{\"feasibility_reply\":{\"will_answer\":\"YES\",\"form\":\"by mail\",\"estimated_time\":\"%s\"}}"
                                .formatted(TestShell.NOW.plus(Duration.ofHours(36))));
    }

    @Test
    void aHoldIsAtLeastSixtyDaysFromNowUnlessOtherwiseSaid() {
        assertThat(shell.run("request", "preserve", CASE, "--what", "logs", "--what", "an image"))
                .as(shell.err())
                .isZero();
        assertThat(sent())
                .isEqualTo(
                        "{\"preservation_confirmation\":{\"what\":[\"logs\",\"an image\"],\"held_since\":\"%s\",\"held_until\":\"%s\"}}"
                                .formatted(TestShell.NOW, TestShell.NOW.plus(Duration.ofDays(60))));
    }

    @Test
    void casesThatAskForOneThingAreKeptTogether() {
        assertThat(shell.run("request", "link", CASE, "--with", "LV-2026-000004"))
                .as(shell.err())
                .isZero();
        assertThat(shell.out()).isEqualTo("FR-2026-000007 is kept together with LV-2026-000004; no other node knows\n");
        assertThat(shell.run("request", "show", CASE)).isZero();
        assertThat(shell.out()).contains("LV-2026-000004  (only this node knows)");
        assertThat(shell.run("request", "link", CASE, "--with", "elsewhere")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("with: ");
    }

    @Test
    void whatIsNotHeldIsNotConfirmedForAnotherCase() {
        assertThat(shell.run("request", "preserve", CASE, "--with", CASE)).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("nothing is held under " + CASE);
    }

    @Test
    void anAnswerIsATextOrAFile() throws Exception {
        assertThat(shell.run("request", "answer", CASE, "--text", "a relay", "--partly"))
                .isZero();
        assertThat(sent()).isEqualTo("{\"answer\":{\"extent\":\"PART\",\"text\":\"a relay\"}}");
        Files.writeString(folder.resolve("answer.json"), "{\"answer\":{\"extent\":\"WHOLE\",\"text\":\"x\"}}");
        assertThat(shell.run("request", "answer", CASE, "--file", "answer.json"))
                .isZero();
    }

    @Test
    void aRefusalHasItsGroundAndReasons() {
        assertThat(shell.run(
                        "request", "refuse", CASE, "--ground", "political_offence", "--reasons", "a demonstration"))
                .isZero();
        assertThat(sent())
                .isEqualTo("{\"refusal\":{\"ground\":\"POLITICAL_OFFENCE\",\"reasons\":\"a demonstration\"}}");
    }

    @Test
    void anApproverAgreesToTheContentThatWasReadAndToNoOther() {
        shell.with("VIGIL_TOKEN", server.people().token(Role.APPROVER));
        assertThat(shell.run("request", "approve", CASE, "--content", "0".repeat(64)))
                .as(shell.err())
                .isZero();
        assertThat(shell.out()).startsWith("FR-2026-000007 is approved;");
        assertThat(shell.run("request", "approve", CASE, "--content", "1".repeat(64)))
                .isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("not the one that you read");
    }

    @Test
    void aDutyOfficerDoesNotApproveAndAnAdministratorOpensNoCase() {
        assertThat(shell.run("request", "approve", CASE, "--content", "0".repeat(64)))
                .isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("duty-officer");
        shell.with("VIGIL_TOKEN", server.people().token(Role.ADMINISTRATOR));
        for (String[] command : new String[][] {
            {"request", "show", CASE},
            {"request", "withdraw", CASE, "--reason", "x"},
            {"request", "refuse", CASE, "--ground", "x", "--reasons", "x"}
        }) {
            assertThat(shell.run(command)).isEqualTo(Exit.FAILED);
            assertThat(shell.err()).contains("administrator");
        }
    }

    @Test
    void aPeerIsPinged() {
        assertThat(shell.run("peer", "ping", "FR")).isZero();
        assertThat(shell.out()).isEqualTo("FR answers after 12 ms\n");
        assertThat(shell.run("peer", "ping", "SE")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("SE is in no directory of this node");
    }

    static Stream<String> malformed() {
        return Stream.of(
                "request indicate " + CASE,
                "request indicate " + CASE + " --will-answer maybe",
                "request indicate " + CASE + " --will-answer yes --form mail --by tomorrow",
                "request indicate",
                "request preserve " + CASE,
                "request preserve " + CASE + " --what logs --until soon",
                "request preserve " + CASE + " --what logs --with BE-2026-000001",
                "request preserve " + CASE + " --with BE-2026-000001 --until 2027-01-01T00:00:00Z",
                "request link " + CASE,
                "request answer " + CASE,
                "request answer " + CASE + " --text a --file b",
                "request answer " + CASE + " --file missing.json",
                "request answer " + CASE + " --file x.json --partly",
                "request refuse " + CASE + " --reasons r",
                "request refuse " + CASE + " --ground POLITICAL_OFFENCE",
                "request withdraw " + CASE,
                "request approve " + CASE,
                "request approve --content 00",
                "peer ping");
    }

    @ParameterizedTest
    @MethodSource
    void malformed(String command) {
        assertThat(shell.run(command.split(" "))).isEqualTo(Exit.USAGE);
        assertThat(shell.err()).isNotBlank();
        assertThat(shell.out()).isEmpty();
    }
}
