package eu.vigil.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need no node. */
class OfflineCommandsTest {
    private final TestShell shell = new TestShell();

    @TempDir
    Path folder;

    @BeforeEach
    void stand() {
        shell.in(folder);
    }

    @Test
    void theExampleOfATemplateHappenedLastNightAndAsksForAReplyToCome() {
        shell.run("request", "template", "--example");

        // The shell's clock stands at 2026-11-22T02:10:00Z.
        assertThat(shell.out())
                .contains("\"reply_by\": \"2026-11-23T06:00:00Z\"", "2026-11-22T01:00:00Z")
                .doesNotContain("2026-03-");
    }

    @Test
    void theExampleOfATemplateKeepsAllRulesAndABlankOneNamesWhatIsMissing() {
        assertThat(shell.run("request", "template", "--example")).isZero();
        String example = shell.out();
        assertThat(shell.typing(example).run("request", "check", "-"))
                .as(shell.err())
                .isZero();
        assertThat(shell.out()).contains("PreservationRequest to");
        assertThat(shell.err()).isEmpty();

        assertThat(shell.run("request", "template", "--kind", "PreservationRequest"))
                .isZero();
        String blank = shell.out();
        assertThat(shell.typing(blank).run("request", "check", "-")).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).contains("vigil: to: ", "vigil: tlp: ", "vigil: preservation_request.facts: ");
        assertThat(shell.out()).isEmpty();

        assertThat(shell.typing(blank).run("request", "check", "-", "-o", "json"))
                .isEqualTo(Exit.FAILED);
        assertThat(shell.json().get("violations").findValuesAsText("field")).contains("to", "tlp");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void anUnknownKindNamesThoseThatAre() {
        assertThat(shell.run("request", "template", "--kind", "Pizza")).isEqualTo(Exit.USAGE);
        assertThat(shell.err())
                .contains("--kind: there is no 'Pizza'", "PreservationRequest")
                .hasLineCount(1);
    }

    @Test
    void aFileThatIsMissingTooLargeOrNoTextSaysSo() throws IOException {
        assertThat(shell.run("request", "check", "missing.json")).isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains("FILE: missing.json cannot be read");
        Files.writeString(folder.resolve("large.json"), "x".repeat(256 * 1024 + 1));
        assertThat(shell.run("request", "check", "large.json")).isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains("more than 262144 bytes");
        Files.write(folder.resolve("bytes.json"), new byte[] {(byte) 0xff});
        assertThat(shell.run("request", "check", "bytes.json")).isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains("not UTF-8");
    }

    @Test
    void aMissingConfigurationIsCode78AndTheReferenceNeedsNone() {
        assertThat(shell.run("config", "check", "-c", "missing.yaml")).isEqualTo(Exit.CONFIGURATION);
        assertThat(shell.err()).contains("missing.yaml");
        assertThat(shell.run("config", "check", "-c", "missing.yaml", "-o", "json"))
                .isEqualTo(Exit.CONFIGURATION);
        assertThat(shell.json().get("ok").asBoolean()).isFalse();
        assertThat(shell.run("config", "reference")).isZero();
        assertThat(shell.out()).contains("operator.listen");
    }

    @Test
    void anEmptyWordIsNoCase() {
        assertThat(shell.run("request", "show", "")).isEqualTo(Exit.USAGE);
        assertThat(shell.err())
                .contains("CASE is empty", "vigil request show --help")
                .hasLineCount(1);
    }

    @Test
    void aGroupAloneSaysThatACommandIsMissing() {
        assertThat(shell.run("request")).isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains("vigil request --help").hasLineCount(1);
    }

    @Test
    void timesAreLocalAndUtcWithTheDayWhereItDiffers() {
        Times paris = new Times(ZoneId.of("Europe/Paris"));
        assertThat(paris.of(Instant.parse("2026-11-22T02:10:00Z"))).isEqualTo("2026-11-22 03:10:00 (02:10:00Z)");
        assertThat(paris.of(Instant.parse("2026-11-21T23:10:00Z")))
                .isEqualTo("2026-11-22 00:10:00 (2026-11-21 23:10:00Z)");
        assertThat(new Times(ZoneId.of("UTC")).of(Instant.parse("2026-11-22T02:10:00Z")))
                .isEqualTo("2026-11-22 02:10:00Z");
    }

    @Test
    void whatSteersATerminalIsShownInATable() {
        assertThat(new Table("A", "B")
                        .row("x\u001b[2J", "y\u202e")
                        .row("1", "2")
                        .toString())
                .isEqualTo("A           B\nx\\u001b[2J  y\\u202e\n1           2\n");
    }
}
