package eu.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlTest {
    @TempDir
    Path folder;

    private Written written(String text) {
        return new Written(folder, text);
    }

    private Written least(String more) {
        return written(Written.LEAST + more);
    }

    @Test
    void norwayAndTimesAndDatesStayWhatWasWritten() {
        Written written = written(Written.LEAST.replace("BE", "NO") + """
                escalation:
                  channels: { NO: { url: "http://127.0.0.1/1", secret: "env:A" }, on: { url: "http://localhost/2" } }
                  people: { 0123: { name: Null Island, channels: [NO] } }
                  rotas: { r: { zone: Europe/Oslo, starts: 2026-01-05, handovers: [08:00, 20:00], people: [0123] } }
                """);

        assertThat(written.config().participant()).isEqualTo("NO");
        assertThat(written.config().escalation().channels()).containsOnlyKeys("NO", "on");
        assertThat(written.config().escalation().rotas().get("r").handovers())
                .containsExactly(LocalTime.of(8, 0), LocalTime.of(20, 0));
        assertThat(written.config().escalation().rotas().get("r").people()).containsExactly("0123");
    }

    @Test
    void aKeyWrittenTwiceIsAProblemAndEveryPairIsTold() {
        assertThat(least("log: { level: INFO, level: WARN }\nlog: {}\n").problems())
                .containsExactly(
                        "log.level (vigil.yaml:3): is written twice in this file; the first stands at vigil.yaml:3",
                        "log (vigil.yaml:4): is written twice in this file; the first stands at vigil.yaml:3");
    }

    @Test
    void aSectionWithNothingInItChangesNothing() {
        assertThat(least("link:\nescalation: { people: {}, rotas: ~ }\n").problems())
                .isEmpty();
        assertThat(least("link: { listen: }\n").problems())
                .containsExactly("link.listen (vigil.yaml:3): has no value: host:port");
    }

    @Test
    void mergeKeysShareWhatChannelsHaveInCommon() {
        Written written = least("""
                escalation:
                  channels:
                    a: &a { url: "http://127.0.0.1:1/", internal: true }
                    b: { <<: *a, url: "http://127.0.0.1:2/" }
                """);

        assertThat(written.config().escalation().channels().get("b").internal()).isTrue();
        assertThat(written.config().escalation().channels().get("b").url()).hasToString("http://127.0.0.1:2/");
    }

    @Test
    void textThatIsNotYamlIsToldWithItsLine() {
        assertThat(written("participant: BE\nlink: { listen\n").problems().getFirst())
                .startsWith("the file (vigil.yaml:3): is not YAML: ");
        assertThat(written("- a\n").problems().getFirst())
                .isEqualTo("the file (vigil.yaml:1): keys are expected, like 'participant: BE'");
        assertThat(written("a: &a [ *a ]\n").problems().toString()).contains("holds itself, through an alias");
    }

    @Test
    void aBillionLaughsAreNotExpanded() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            text.append("a%d: &a%d [".formatted(i, i))
                    .append("*a%d, ".formatted(i - 1).repeat(9))
                    .append("]\n");
        }
        assertThat(written(text.toString()).problems().toString()).contains("is not YAML");
    }

    @Test
    void aMissingFileSaysWhatToDo() throws Exception {
        Written written = written("");
        Files.delete(written.file);

        assertThat(written.problems().getFirst())
                .isEqualTo("the file (vigil.yaml:1): does not exist; 'vigil init' writes one, -c names another");
        Files.write(written.file, "participant: Bé".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(written.problems().getFirst()).isEqualTo("the file (vigil.yaml:1): is not UTF-8 text");
    }
}
