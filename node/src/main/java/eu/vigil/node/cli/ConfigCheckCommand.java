package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.config.ConfigReader;
import eu.vigil.config.ConfigReading;
import eu.vigil.config.VigilConfig;
import eu.vigil.config.key.Problem;
import eu.vigil.config.key.Warning;
import eu.vigil.node.boot.RotaGaps;
import eu.vigil.node.logging.Visible;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code vigil config check}: all problems at once, each with its key and the file it came from. Needs no node. */
@Command(
        name = "check",
        description = "Check the configuration: exit code 0 good, 2 good with warnings, 78 wrong; needs no node.")
final class ConfigCheckCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Globals globals;
    private final Screen screen;

    ConfigCheckCommand(Surroundings surroundings, Globals globals, Screen screen) {
        this.surroundings = surroundings;
        this.globals = globals;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        Path file = globals.configFile(surroundings);
        return switch (new ConfigReader().read(file, surroundings.environment(), surroundings.properties())) {
            case ConfigReading.Faulty<VigilConfig>(var problems) ->
                screen.misconfigured(
                        problems.stream().map(Problem::toString).toList(), () -> json(problems, List.of()));
            case ConfigReading.Loaded<VigilConfig> loaded -> {
                List<Warning> warnings = new ArrayList<>(loaded.warnings());
                warnings.addAll(RotaGaps.of(
                        loaded.config().escalation(),
                        loaded.settings(),
                        surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS)));
                int shown = screen.show(() -> text(file, warnings), () -> json(List.of(), warnings));
                yield warnings.isEmpty() ? shown : Exit.DEGRADED;
            }
        };
    }

    private static String text(Path file, List<Warning> warnings) {
        return warnings.isEmpty()
                ? "%s is good\n".formatted(Visible.of(file.toString()))
                : warnings.stream()
                        .map(warning -> "warning: " + Visible.of(warning.toString()) + "\n")
                        .collect(Collectors.joining());
    }

    /** Problems and warnings for programs. */
    static ObjectNode json(List<Problem> problems, List<Warning> warnings) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("ok", problems.isEmpty());
        ArrayNode wrong = json.putArray("problems");
        problems.forEach(problem -> wrong.addObject()
                .put("key", problem.key())
                .put("origin", problem.origin().toString())
                .put("text", problem.text()));
        ArrayNode doubtful = json.putArray("warnings");
        warnings.forEach(warning -> doubtful.addObject()
                .put("key", warning.key())
                .put("origin", warning.origin().toString())
                .put("text", warning.text()));
        return json;
    }
}
