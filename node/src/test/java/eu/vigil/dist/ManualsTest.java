package eu.vigil.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManualsTest {
    @TempDir
    private Path folder;

    @Test
    void everyCommandHasAPageThatNamesItsOptions() throws IOException {
        write();

        assertThat(folder.resolve("man/man1/vigil.1"))
                .content()
                .contains("vigil\\-request\\-send(1)", "vigil\\-run(1)");
        assertThat(folder.resolve("man/man1/vigil-request-send.1"))
                .content()
                .startsWith(".TH \"VIGIL-REQUEST-SEND\" \"1\" \"2026-11-22\" \"vigil 1.2\" \"Vigil\"\n")
                .contains(
                        "\\fB\\-\\-reason TEXT\\fR",
                        "\\fB\\-c, \\-\\-config FILE\\fR",
                        "vigil request send [OPTION ...] CASE ...");
    }

    @Test
    void theConfigurationHasAPageWithEveryKeyAsATerm() throws IOException {
        write();

        assertThat(folder.resolve("man/man5/vigil.yaml.5"))
                .content()
                .contains(
                        "\n.SH \"KEYS\"\n",
                        ".TP\n\\fBoperator.listen\\fR\nWhere the HTTP side listens",
                        "VIGIL_OPERATOR_LISTEN");
    }

    @Test
    void theCompletionIsReadAndNotRun() throws IOException {
        write();

        assertThat(folder.resolve("bash-completion/completions/vigil"))
                .content()
                .doesNotStartWith("#!")
                .contains("complete -F _complete_vigil");
    }

    @Test
    void aLineThatLooksLikeAMacroIsText() {
        String page = new Roff("x", 1, "2026-11-22", "vigil 1", "Vigil")
                .section("NAME")
                .paragraph(".conf is a 'file' \\ with -dashes")
                .item("-x", List.of("'one'", "two"))
                .text();

        assertThat(page)
                .contains(
                        "\n\\&.conf is a \\(aqfile\\(aq \\e with \\-dashes\n",
                        "\\fB\\-x\\fR\n\\&\\(aqone\\(aq\n.br\ntwo\n");
    }

    private void write() throws IOException {
        Manuals.main(new String[] {folder.toString(), "2026-11-22", "1.2"});
    }
}
