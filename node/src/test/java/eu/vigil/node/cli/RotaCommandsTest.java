package eu.vigil.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is on call and who would be paged, from a file that says nothing else. */
class RotaCommandsTest {
    private static final String ESCALATION = """
            escalation:
              channels:
                duty-phone:   { format: pagerduty, url: "https://events.example/v2/enqueue", secret: "file:/etc/vigil/secrets/pd" }
                alice-push:   { format: ntfy, url: "https://push.example", topic: "alice" }
                desk-webhook: { format: standard-webhooks, url: "https://desk.example/hook", secret: "file:/etc/vigil/secrets/desk", internal: true }
              people:
                alice: { name: "Alice", channels: [duty-phone, alice-push] }
                bob:   { name: "Bob", channels: [duty-phone, desk-webhook] }
                carol: { name: "Carol", channels: [duty-phone, desk-webhook] }
              rotas:
                duty:
                  zone: Europe/Brussels
                  starts: 2026-01-05
                  handovers: ["08:00", "20:00"]
                  people: [alice, bob, carol]
                  overrides:
                    - { from: 2026-03-29T00:00:00+01:00, to: 2026-03-29T08:00:00+02:00, person: bob }
              policies:
                urgent:
                  steps:
                    - { after: PT0S, notify: ["rota:duty"] }
                    - { after: PT1H, notify: ["person:carol"] }
                  repeat-every: PT15M
                  catch-all: ["channel:desk-webhook"]
                routine:
                  steps:
                    - { after: PT0S, notify: ["channel:desk-webhook"] }
                  repeat-every: PT4H
                  catch-all: ["channel:duty-phone"]
              routes:
                - { when: { urgency: [EMERGENCY, URGENT] }, policy: urgent }
                - { policy: routine }
              dead-man: { url: "https://watch.example/ping", every: PT1M }
            """;

    private final TestShell shell = new TestShell();

    @TempDir
    Path folder;

    @BeforeEach
    void stand() throws IOException {
        shell.in(folder);
        write(ESCALATION);
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("vigil.yaml"), text);
    }

    private int run(String... words) {
        String[] line = new String[words.length + 2];
        System.arraycopy(words, 0, line, 0, words.length);
        line[words.length] = "-c";
        line[words.length + 1] = "vigil.yaml";
        return shell.run(line);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void nowIsTheSevenFieldsOfTheDesign() throws IOException {
        assertThat(run("rota", "now", "--rota", "duty", "--at", "2026-10-25T02:30+02:00", "-o", "json"))
                .as(shell.err())
                .isZero();
        assertThat(shell.json()).isEqualTo(json("""
                        {"rota":"duty","at":"2026-10-25T00:30:00Z","person":"alice",
                         "from":"2026-10-24T18:00:00Z","to":"2026-10-25T07:00:00Z","override":false}"""));
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void beforeTheFirstHandoverThePersonIsNull() throws IOException {
        assertThat(run("rota", "now", "--at", "2026-01-05T07:59:59+01:00", "-o", "json"))
                .isZero();
        assertThat(shell.json()).isEqualTo(json("""
                        {"rota":"duty","at":"2026-01-05T06:59:59Z","person":null,
                         "from":null,"to":"2026-01-05T07:00:00Z","override":false}"""));
        assertThat(run("rota", "now", "--at", "2026-01-05T07:59:59+01:00")).isZero();
        assertThat(shell.out()).contains("on call     NOBODY", "then        Alice (alice)");
    }

    @Test
    void withoutAnInstantItIsNowAndATableSaysHowToReachThem() {
        shell.at(Instant.parse("2026-03-29T00:30:00Z"));
        assertThat(run("rota", "now")).isZero();
        assertThat(shell.out()).isEqualTo("""
                rota        duty, times of Europe/Brussels
                at          2026-03-29 01:30:00 (00:30:00Z)
                on call     Bob (bob), standing in
                since       2026-03-29 00:00:00 (2026-03-28 23:00:00Z)
                until       2026-03-29 08:00:00 (06:00:00Z), 5 h 30 min left
                reached by  duty-phone, then desk-webhook
                then        Bob (bob)
                """);
    }

    @Test
    void nextGoesOnAfterTheShiftThatRuns() throws IOException {
        assertThat(run("rota", "next", "--at", "2026-03-28T22:00Z", "--count", "2", "-o", "json"))
                .isZero();
        assertThat(shell.json()).isEqualTo(json("""
                        [{"rota":"duty","person":"bob","from":"2026-03-28T23:00:00Z","to":"2026-03-29T06:00:00Z","override":true},
                         {"rota":"duty","person":"bob","from":"2026-03-29T06:00:00Z","to":"2026-03-29T18:00:00Z","override":false}]"""));
    }

    @Test
    void gapsAreIntervals() throws IOException {
        assertThat(run("rota", "gaps", "--rota", "duty", "--days", "14", "-o", "json"))
                .isZero();
        assertThat(shell.json()).isEqualTo(json("[]"));
        shell.at(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(run("rota", "gaps", "--rota", "duty", "--days", "14", "-o", "json"))
                .isZero();
        assertThat(shell.json()).isEqualTo(json("""
                        [{"from":"2026-01-01T00:00:00Z","to":"2026-01-05T07:00:00Z"}]"""));
        assertThat(run("rota", "gaps", "--days", "2", "-o", "json")).isZero();
        assertThat(shell.json()).isEqualTo(json("""
                        [{"from":"2026-01-01T00:00:00Z","to":"2026-01-03T00:00:00Z"}]"""));
    }

    @Test
    void aPlanListsFirstChannelsInOrderOfTimeUpToAndIncludingTheEnd() throws IOException {
        assertThat(run(
                        "page",
                        "plan",
                        "--policy",
                        "urgent",
                        "--opened",
                        "2026-03-29T07:15+02:00",
                        "--until",
                        "2026-03-29T08:15+02:00",
                        "-o",
                        "json"))
                .as(shell.err())
                .isZero();
        assertThat(shell.json()).isEqualTo(json("""
                        [{"at":"2026-03-29T05:15:00Z","cycle":0,"step":0,"target":"rota:duty","person":"bob","channel":"duty-phone"},
                         {"at":"2026-03-29T05:30:00Z","cycle":1,"step":0,"target":"rota:duty","person":"bob","channel":"duty-phone"},
                         {"at":"2026-03-29T05:45:00Z","cycle":2,"step":0,"target":"rota:duty","person":"bob","channel":"duty-phone"},
                         {"at":"2026-03-29T06:00:00Z","cycle":3,"step":0,"target":"rota:duty","person":"bob","channel":"duty-phone"},
                         {"at":"2026-03-29T06:15:00Z","cycle":0,"step":1,"target":"person:carol","person":"carol","channel":"duty-phone"},
                         {"at":"2026-03-29T06:15:00Z","cycle":4,"step":0,"target":"rota:duty","person":"bob","channel":"duty-phone"}]"""));
    }

    @Test
    void aPlanShowsNobodyWhereNobodyIsOnCallAndWhatHappensThen() throws IOException {
        assertThat(run(
                        "page",
                        "plan",
                        "--policy",
                        "urgent",
                        "--opened",
                        "2026-01-01T00:00Z",
                        "--until",
                        "2026-01-01T00:00Z",
                        "-o",
                        "json"))
                .isZero();
        assertThat(shell.json()).isEqualTo(json("""
                        [{"at":"2026-01-01T00:00:00Z","cycle":0,"step":0,"target":"rota:duty","person":null,"channel":null}]"""));
        assertThat(run(
                        "page",
                        "plan",
                        "--policy",
                        "urgent",
                        "--opened",
                        "2026-01-01T00:00Z",
                        "--until",
                        "2026-01-01T00:00Z"))
                .isZero();
        assertThat(shell.out())
                .contains("rota:duty  NOBODY")
                .contains("the next step and channel:desk-webhook are paged at once");
    }

    @Test
    void aPlanWithoutEndIsRefused() {
        assertThat(run(
                        "page",
                        "plan",
                        "--policy",
                        "urgent",
                        "--opened",
                        "2026-01-05T08:00Z",
                        "--until",
                        "2036-01-05T08:00Z"))
                .isEqualTo(Exit.USAGE);
        assertThat(shell.err())
                .isEqualTo("vigil: --until: more than 100000 pages until then; name an earlier instant\n");
        assertThat(run(
                        "page",
                        "plan",
                        "--policy",
                        "urgent",
                        "--opened",
                        "2026-01-05T08:00Z",
                        "--until",
                        "2026-01-05T07:00Z"))
                .isEqualTo(Exit.USAGE);
    }

    @Test
    void policiesSayWhatTheyServeAndWhatIsWeak() throws IOException {
        write(ESCALATION.replace("notify: [\"person:carol\"]", "notify: []"));
        assertThat(run("page", "policies", "-o", "json")).isZero();
        JsonNode urgent = shell.json().get("policies").get(0);
        assertThat(urgent.get("serves")).isEqualTo(json("[\"EMERGENCY\",\"URGENT\"]"));
        assertThat(urgent.get("steps").get(0)).isEqualTo(json("{\"after\":\"PT0S\",\"notify\":[\"rota:duty\"]}"));
        assertThat(shell.json().get("findings")).isEqualTo(json("""
                        ["escalation.policies.urgent.steps: step 1 calls nobody"]"""));
        assertThat(run("page", "policies")).isZero();
        assertThat(shell.out()).contains("warning: escalation.policies.urgent.steps: step 1 calls nobody");
    }

    @Test
    void anUnknownNameIsAnsweredWithThoseThereAre() {
        assertThat(run("rota", "now", "--rota", "dutty")).isEqualTo(Exit.USAGE);
        assertThat(shell.err()).isEqualTo("vigil: --rota: 'dutty' is not configured; escalation.rotas has duty\n");
        assertThat(run("page", "plan", "--policy", "none", "--until", "1h")).isEqualTo(Exit.USAGE);
        assertThat(shell.err())
                .isEqualTo("vigil: --policy: 'none' is not configured; escalation.policies has routine, urgent\n");
        assertThat(run("page", "plan", "--until", "1h")).isEqualTo(Exit.USAGE);
        assertThat(shell.err()).isEqualTo("vigil: --policy: say which; escalation.policies has routine, urgent\n");
    }

    @Test
    void everythingWrongWithTheSectionIsToldAtOnceAndTheRestOfTheFileDoesNotMatter() throws IOException {
        write("participant: nonsense\n"
                + ESCALATION
                        .replace("people: [alice, bob, carol]", "people: [alize]")
                        .replace("zone: Europe/Brussels", "zone: Europe/Brusels")
                        .replace("after: PT1H", "after: 1h"));
        for (List<String> command : List.of(
                List.of("rota", "now"),
                List.of("rota", "next"),
                List.of("rota", "gaps"),
                List.of("page", "plan", "--until", "1h"),
                List.of("page", "policies"))) {
            assertThat(run(command.toArray(String[]::new))).isEqualTo(Exit.CONFIGURATION);
            assertThat(shell.err().lines()).hasSize(3).allMatch(line -> line.startsWith("vigil: escalation."));
            assertThat(shell.out()).isEmpty();
        }
        assertThat(run("rota", "now", "-o", "json")).isEqualTo(Exit.CONFIGURATION);
        assertThat(shell.json().get("problems")).hasSize(3);
    }
}
