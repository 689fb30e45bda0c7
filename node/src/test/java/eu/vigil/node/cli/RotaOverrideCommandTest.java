package eu.vigil.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody stands in: a file of its own beside what others wrote. */
class RotaOverrideCommandTest {
    private static final Instant NIGHT = Instant.parse("2026-11-22T02:10:00Z");

    private final TestShell shell = new TestShell();

    @TempDir
    Path folder;

    @BeforeEach
    void stand() throws IOException {
        shell.in(folder).at(NIGHT);
        Files.writeString(folder.resolve("vigil.yaml"), """
                escalation:
                  channels:
                    phone: { url: "https://phone.example/hook", secret: "file:phone" }
                  people:
                    alice: { name: "Alice", channels: [phone] }
                    bob: { name: "Bob", channels: [phone] }
                    carol: { name: "Carol", channels: [phone] }
                  rotas:
                    duty:
                      zone: Europe/Brussels
                      starts: 2026-01-05
                      handovers: ["08:00"]
                      people: [alice]
                      overrides:
                        - { from: 2026-11-22T00:00:00Z, to: 2026-11-23T00:00:00Z, person: carol }
                """);
    }

    private int run(String... words) {
        return shell.run(
                Stream.concat(Stream.of(words), Stream.of("-c", "vigil.yaml")).toArray(String[]::new));
    }

    private String onCall(String at) {
        assertThat(run("rota", "now", "--at", at, "-o", "json")).as(shell.err()).isZero();
        return shell.json().get("person").asText();
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(folder.resolve("conf.d"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.resolve("conf.d"))) {
            return files.toList();
        }
    }

    @Test
    void aStandInIsAFileOfItsOwnAndHoldsOverWhatOthersWrote() throws IOException {
        assertThat(run("rota", "override", "--person", "bob", "--to", "6h", "--no-reload", "-o", "json"))
                .as(shell.err())
                .isZero();
        assertThat(shell.json().get("inForce").asBoolean()).isFalse();
        String name = shell.json().get("name").asText();
        assertThat(name).isEqualTo("20261122T021000Z-duty");
        assertThat(files()).hasSize(1);
        assertThat(onCall("2026-11-22T02:09:59Z")).isEqualTo("carol");
        assertThat(onCall("2026-11-22T02:10:00Z")).isEqualTo("bob");
        assertThat(onCall("2026-11-22T08:09:59Z")).isEqualTo("bob");
        assertThat(onCall("2026-11-22T08:10:00Z")).isEqualTo("carol");
        assertThat(onCall("2026-11-23T08:10:00Z")).isEqualTo("alice");

        assertThat(run("rota", "override", "--remove", name, "--no-reload")).isZero();
        assertThat(files()).isEmpty();
        assertThat(onCall("2026-11-22T02:10:00Z")).isEqualTo("carol");
    }

    @Test
    void ofTwoStandInsTheOneGivenLaterHoldsAlsoWithinOneSecond() throws IOException {
        assertThat(run("rota", "override", "--person", "bob", "--to", "6h", "--no-reload"))
                .isZero();
        assertThat(run("rota", "override", "--person", "alice", "--to", "2h", "--no-reload"))
                .isZero();
        assertThat(files()).hasSize(2);
        assertThat(onCall("2026-11-22T03:00:00Z")).isEqualTo("alice");
        assertThat(onCall("2026-11-22T05:00:00Z")).isEqualTo("bob");
    }

    @Test
    void withoutANodeToTakeItTheFileStaysAndTheExitCodeSaysSo() throws IOException {
        assertThat(run("rota", "override", "--person", "bob", "--to", "6h", "--url", "http://127.0.0.1:9"))
                .isNotEqualTo(Exit.OK);
        assertThat(files()).hasSize(1);
        assertThat(shell.out()).contains("written to");
    }

    @Test
    void everythingWrongIsToldAtOnceAndNothingIsWritten() throws IOException {
        assertThat(run("rota", "override", "--person", "dave", "--to", "2026-11-22T02:00Z"))
                .isEqualTo(Exit.USAGE);
        assertThat(shell.err()).isEqualTo("""
                vigil: --person: 'dave' is not configured; escalation.people has alice, bob, carol
                vigil: --to: 2026-11-22T02:00:00Z is not after 2026-11-22T02:10:00Z
                """);
        assertThat(run("rota", "override")).isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains("--person: say who", "--to: say until when; a stand-in always ends");
        assertThat(run("rota", "override", "--person", "bob", "--to", "200d")).isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains("200 days are too long; at most 92");
        assertThat(run("rota", "override", "--remove", "../vigil")).isEqualTo(Exit.USAGE);
        assertThat(files()).isEmpty();
    }
}
