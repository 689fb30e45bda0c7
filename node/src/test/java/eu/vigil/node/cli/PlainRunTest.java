package eu.vigil.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainRunTest {
    private final TestShell shell = shell();

    private static TestShell shell() {
        return new TestShell().in(Path.of("/srv/vigil")).with("VIGIL_CONFIG", "b.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "run -c a.yaml", "run --config a.yaml", "run --config /etc/other.yaml"})
    void whatIsReadPlainlyMeansTheSameToTheTreeOfAllCommands(String line) {
        assertThat(PlainRun.of(line.split(" "))).isPresent();
        shell.run(line.split(" "));
        TestShell other = shell();
        other.line().execute(line.split(" "));

        assertThat(shell.out()).startsWith("ran /").isEqualTo(other.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version",
                "run -h",
                "run -c",
                "run -c -h",
                "run -c @words",
                "run -c a.yaml -o json",
                "run --config=a.yaml",
                "-c a.yaml run",
                "status -c a.yaml"
            })
    void whateverSaysMoreIsTheTreesToRead(String line) {
        assertThat(PlainRun.of(line.split(" "))).isEmpty();
    }

    @Test
    void nothingAtAllIsTheTreesToAnswer() {
        assertThat(PlainRun.of()).isEmpty();
        assertThat(PlainRun.of("run", "-c", "")).isEmpty();
    }

    @Test
    void aDefectOfTheDaemonShowsItsTraceAndFails() {
        int exit = new PlainRun(Optional.empty()).carriedOut(shell.surroundings(), _ -> {
            throw new IllegalStateException("it broke");
        });

        assertThat(exit).isEqualTo(Exit.FAILED);
        assertThat(shell.err()).startsWith("vigil: a defect in 'vigil run'").contains("it broke");
    }
}
