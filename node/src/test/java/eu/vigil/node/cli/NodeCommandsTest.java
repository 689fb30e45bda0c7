package eu.vigil.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.operator.TestServer;
import eu.vigil.node.operator.people.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that ask a node, against a real server. */
class NodeCommandsTest {
    private static final String FORM = "{\"facts\":\"ransomware in a hospital\"}";

    private final TestServer server = new TestServer();
    private final TestShell shell = new TestShell();

    @TempDir
    Path folder;

    @BeforeEach
    void dutyOfficerAtTheKeyboard() {
        shell.in(folder)
                .with("VIGIL_URL", server.uri().toString())
                .with("VIGIL_TOKEN", server.people().token(Role.DUTY_OFFICER));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aRequestIsDraftedFromStandardInputSentListedAndShown() {
        assertThat(shell.typing(FORM).run("request", "draft", "-"))
                .as(shell.err())
                .isZero();
        assertThat(shell.out())
                .startsWith("BE-2026-000001 is a draft;")
                .contains("vigil request approve BE-2026-000001 --content 0000", "vigil request send BE-2026-000001");
        assertThat(shell.err()).isEmpty();

        assertThat(shell.run("request", "send", "BE-2026-000001", "--reason", "logs expire at 06:00"))
                .isZero();
        assertThat(shell.out()).isEqualTo("BE-2026-000001 is accepted and on its way to FR (QUEUED)\n");

        assertThat(shell.run("request", "list", "--state", "queued", "-o", "json"))
                .isZero();
        assertThat(shell.json().get("cases").get(0).get("caseRef").asText()).isEqualTo("BE-2026-000001");

        assertThat(shell.run("request", "show", "BE-2026-000001"))
                .as(shell.err())
                .isZero();
        assertThat(shell.out())
                .contains("to FR (EU-ART13)", "RELEASED", "The duty-officer", "logs expire at 06:00", "ransomware");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void severalCasesAreSentByOneCommandThatFailsIfOneStays() {
        for (int i = 0; i < 2; i++) {
            assertThat(shell.typing(FORM).run("request", "draft", "-")).isZero();
        }
        assertThat(shell.run("request", "send", "BE-2026-000001", "BE-2026-000002", "--reason", "a campaign"))
                .isZero();
        assertThat(shell.out())
                .isEqualTo("BE-2026-000001 is accepted and on its way\nBE-2026-000002 is accepted and on its way\n");

        assertThat(shell.typing(FORM).run("request", "draft", "-")).isZero();
        assertThat(shell.run("request", "send", "BE-2026-000002", "BE-2026-000003", "--reason", "a campaign"))
                .isEqualTo(Exit.FAILED);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).isEqualTo("""
                vigil: BE-2026-000002 is not sent: no draft BE-2026-000002
                vigil: BE-2026-000003 is accepted and on its way
                """);
    }

    @Test
    void whatArrivedIsListedWithTheTimeLeftLocalAndUtcAndAcknowledged() {
        server.desk().receive("FR-2026-000007", TestShell.NOW.minus(Duration.ofMinutes(108)));
        assertThat(shell.run("request", "list")).isZero();
        assertThat(shell.out().lines().toList().get(1))
                .startsWith("FR-2026-000007  from FR")
                .contains("6 h 12 min left", "2026-11-22 01:22:00 (00:22:00Z)");

        assertThat(shell.run("request", "ack", "FR-2026-000007", "--reference", "PV-12"))
                .isZero();
        assertThat(shell.out()).isEqualTo("FR-2026-000007 is acknowledged as PV-12; FR is told\n");

        assertThat(shell.run("request", "ack", "FR-2026-000007")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).isEqualTo("vigil: FR-2026-000007 was not received (state ACKNOWLEDGED)\n");
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void brokenRulesAreASentenceEachThatNamesTheField() {
        assertThat(shell.typing("{}").run("request", "draft", "-")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).isEqualTo("vigil: preservationRequest.facts: must say what happened\n");
    }

    @Test
    void statusShowsLinksAndIsDegradedWhileAPartIsNotWell() {
        assertThat(shell.run("status")).isZero();
        assertThat(shell.out()).contains("BE, vigil 0.1.0", "ready: store ok", "EU-ART13  FR", "without receipt 2");
        assertThat(shell.run("status", "-o", "json")).isZero();
        assertThat(shell.json().get("health").get("ready").asBoolean()).isTrue();

        server.unwell("escalation", "last ran 11 s ago");
        assertThat(shell.run("status")).isEqualTo(Exit.DEGRADED);
        assertThat(shell.out()).contains("NOT READY: escalation NOT WELL: last ran 11 s ago");
    }

    @Test
    void pagesAndLogsAreTables() {
        assertThat(shell.run("page", "list", "--open")).isZero();
        assertThat(shell.out()).contains("INCIDENT", "7KQ2-M9XA-04TZ", "Alice", "DELIVERED");
        assertThat(shell.run("log", "show", "BE/BANK-1", "--from", "0")).isZero();
        assertThat(shell.out()).contains("1 entries", "RECEIVED", "ACCEPTED", "0000000000000000");
    }

    @Test
    void aTestPageIsToldChannelByChannelAndItsExitCodeSaysWhetherAllSomeOrNoneGotThrough() {
        assertThat(shell.run("page", "test")).isEqualTo(Exit.DEGRADED);
        assertThat(shell.out().lines().toList().get(1)).matches("desk +desk.example +delivered: HTTP 204 +0");
        assertThat(shell.out().lines().toList().get(2)).matches("phone +phone.example +refused: HTTP 401 +0");
        assertThat(shell.out()).doesNotContain("secret-path");
        assertThat(shell.run("page", "test", "--channel", "desk")).isZero();
        assertThat(shell.run("page", "test", "--channel", "phone", "-o", "json"))
                .isEqualTo(Exit.FAILED);
        assertThat(shell.json().at("/attempts/0/delivered").asBoolean()).isFalse();
        assertThat(shell.run("page", "test", "--person", "carol")).isEqualTo(Exit.DEGRADED);

        assertThat(shell.run("page", "test", "--person", "dave")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).isEqualTo("vigil: escalation knows nobody as 'dave'; there are [carol]\n");
        assertThat(shell.run("page", "test", "--person", "carol", "--channel", "desk"))
                .isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains("--channel, --person: name one of them");
        assertThat(shell.run("page", "test", "--channel", "")).isEqualTo(Exit.USAGE);
        shell.with("VIGIL_TOKEN", server.people().token(Role.APPROVER));
        assertThat(shell.run("page", "test")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("none of the roles that may do this: duty-officer, supervisor, administrator");
    }

    @Test
    void logsAreVerifiedByWhoeverMayReadThem() {
        assertThat(shell.run("log", "verify", "--network", "EU-ART13")).isZero();
        assertThat(shell.out()).isEqualTo("no log has an entry yet\n");
        assertThat(shell.run("log", "verify", "--peer", "nobody at all")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).startsWith("vigil: peer: ");
        assertThat(shell.run("log", "verify", "FR")).isEqualTo(Exit.USAGE);
        shell.with("VIGIL_TOKEN", server.people().token(Role.STATISTICIAN));
        assertThat(shell.run("log", "verify")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("none of the roles");
    }

    @Test
    void theTokenMayStandInAFile() throws IOException {
        Files.writeString(folder.resolve("auditor.token"), server.people().token(Role.AUDITOR) + "\n");
        assertThat(shell.run("status", "--token-file", "auditor.token")).isZero();
        assertThat(shell.run("request", "list", "--token-file", "auditor.token"))
                .isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("The auditor has none of the roles");
        assertThat(shell.run("status", "--token-file", "nobody.token")).isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains("--token-file", "nobody.token cannot be read");
    }

    @Test
    void aTokenOfNobodyAWrongAddressAndASilentNodeAreSentences() {
        shell.with("VIGIL_TOKEN", "nonsense");
        assertThat(shell.run("status")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).isEqualTo("vigil: the token is not, or no longer, anybody's\n");

        assertThat(shell.run("status", "--url", "http://desk.example")).isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains("--url", "unencrypted").hasLineCount(1);

        assertThat(shell.run("status", "--url", "http://127.0.0.1:1")).isEqualTo(Exit.FAILED);
        assertThat(shell.err())
                .contains("the node at http://127.0.0.1:1 does not answer")
                .hasLineCount(1);
    }

    @Test
    void withoutAnAddressTheConfigurationIsAskedAndItsProblemsNamed() {
        shell.with("VIGIL_URL", "");
        assertThat(shell.run("status", "-c", "missing.yaml")).isEqualTo(Exit.CONFIGURATION);
        assertThat(shell.err()).contains("missing.yaml");
        assertThat(shell.out()).isEmpty();
    }
}
