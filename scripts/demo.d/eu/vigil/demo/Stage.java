package eu.vigil.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import eu.vigil.demo.Play.NotSeen;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Where a case is played: the nodes, the screen, the steps that were seen, and what every play does with them. */
record Stage(LocalNetwork network, Steps steps, PrintStream screen, Path folder) {
    /** How long a step may take. */
    static final Duration STEP_MAX = Duration.ofSeconds(60);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path TEXTS = Path.of("scripts", "demo.d");
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    LocalNode node(String participant) {
        return network.node(participant);
    }

    void start() throws IOException, InterruptedException {
        screen.printf("Starting %d nodes ...%n%n", network.nodes().size());
        network.start();
    }

    void tell(String what) {
        screen.printf("%n%s%n", what);
    }

    /** A form of the cases' folder, told as if its night were last night, where the commands find it. */
    Path form(String name) throws IOException {
        Path file = folder.resolve(name.replace('/', '-'));
        Files.writeString(file, CaseText.lastNight(Files.readString(TEXTS.resolve(name)), Instant.now()));
        return file;
    }

    /** A draft of that form at a node; its case. */
    String drafted(LocalNode node, String form) throws IOException, InterruptedException {
        return officer(node, "request", "draft", form(form).toString()).path("caseRef").asText();
    }

    /** The same, for another recipient than the form's. */
    String drafted(LocalNode node, String form, String to) throws IOException, InterruptedException {
        Path file = form(form);
        Files.writeString(file, Files.readString(file).replaceFirst("\"to\": \"[^\"]*\"", "\"to\": \"" + to + "\""));
        return officer(node, "request", "draft", file.toString()).path("caseRef").asText();
    }

    /** Lets a second person read a draft, agree to it and send it. */
    String approved(LocalNode node, String caseRef) throws IOException, InterruptedException {
        String content = show(node, caseRef).path("draft").path("content").asText();
        by("approver", node, "request", "approve", caseRef, "--content", content, "--send");
        return caseRef;
    }

    /** A command of an officer that must not succeed; what it says. */
    String refused(LocalNode node, String... line) throws IOException, InterruptedException, NotSeen {
        Command.Result result = node.as("duty-officer", line);
        check(result.exit() != 0, "%s was taken: %s".formatted(String.join(" ", line), result.output()));
        return result.errors().strip();
    }

    /** A command of somebody at a node, which must succeed; what it says as JSON. */
    JsonNode by(String role, LocalNode node, String... line) throws IOException, InterruptedException {
        String[] whole = Arrays.copyOf(line, line.length + 2);
        whole[line.length] = "-o";
        whole[line.length + 1] = "json";
        String said = node.as(role, whole).orThrow();
        return said.isBlank() ? JSON.createObjectNode() : JSON.readTree(said);
    }

    JsonNode officer(LocalNode node, String... line) throws IOException, InterruptedException {
        return by("duty-officer", node, line);
    }

    JsonNode show(LocalNode node, String caseRef) throws IOException, InterruptedException {
        return officer(node, "request", "show", caseRef);
    }

    /** Looks until the case stands in that state at this node. */
    JsonNode reaches(LocalNode node, String caseRef, String state) throws IOException, InterruptedException, NotSeen {
        long deadline = System.nanoTime() + STEP_MAX.toNanos();
        while (System.nanoTime() < deadline) {
            for (JsonNode one : officer(node, "request", "list").path("cases")) {
                if (one.path("caseRef").asText().equals(caseRef)
                        && one.path("state").asText().equals(state)) {
                    return show(node, caseRef);
                }
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        }
        throw new NotSeen("%s did not become %s at %s".formatted(caseRef, state, node.participant()));
    }

    /** Looks until that has happened to the case at this node. */
    JsonNode until(LocalNode node, String caseRef, String happening) throws IOException, InterruptedException, NotSeen {
        long deadline = System.nanoTime() + STEP_MAX.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode shown = show(node, caseRef);
            if (shown.path("timeline").findValuesAsText("happening").contains(happening)) {
                return shown;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        }
        throw new NotSeen("%s: no %s at %s".formatted(caseRef, happening, node.participant()));
    }

    static Instant at(JsonNode detail, String happening) throws NotSeen {
        for (JsonNode entry : detail.path("timeline")) {
            if (entry.path("happening").asText().equals(happening)) {
                return Instant.parse(entry.path("at").asText());
            }
        }
        throw new NotSeen("no %s in %s".formatted(happening, detail.path("timeline")));
    }

    static Instant instant(JsonNode detail, String field) {
        return Instant.parse(detail.path(field).asText());
    }

    static <T> T require(Optional<T> seen, String otherwise) throws NotSeen {
        return seen.orElseThrow(() -> new NotSeen(otherwise));
    }

    static void check(boolean seen, String otherwise) throws NotSeen {
        if (!seen) {
            throw new NotSeen(otherwise);
        }
    }
}
