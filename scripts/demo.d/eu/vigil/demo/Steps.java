package eu.vigil.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The steps of a case as they are seen: one line each on the screen, and the summary at the end. */
final class Steps {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final String caseName;
    private final PrintStream screen;
    private final Map<String, Instant> seen = new LinkedHashMap<>();

    Steps(String caseName, PrintStream screen) {
        this.caseName = caseName;
        this.screen = screen;
    }

    void saw(String step, Instant at, String what) {
        seen.put(step, at);
        screen.printf("%s  %12s  %-14s %s%n", CLOCK.format(at), sinceSealed(at), step, what);
        screen.flush();
    }

    private String sinceSealed(Instant at) {
        return "+%.1f ms".formatted(millis(at));
    }

    private double millis(Instant at) {
        Instant sealed = seen.get("sealed");
        return sealed == null ? 0 : Duration.between(sealed, at).toNanos() / 1e6;
    }

    /** Writes the summary; {@code artifacts} are paths relative to the project's root. */
    void summarise(Path file, boolean ok, Map<String, Path> artifacts) throws IOException {
        ObjectNode summary = JSON.createObjectNode().put("case", caseName).put("ok", ok);
        ArrayNode steps = summary.putArray("steps");
        seen.forEach((name, at) -> steps.addObject()
                .put("name", name)
                .put("at", at.toString())
                .put("ms", Math.round(millis(at) * 10) / 10.0));
        ObjectNode paths = summary.putObject("artifacts");
        artifacts.forEach((name, path) -> paths.put(name, path.toString()));
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(summary) + "\n");
    }
}
