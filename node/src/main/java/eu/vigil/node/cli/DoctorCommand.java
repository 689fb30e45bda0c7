package eu.vigil.node.cli;

import eu.vigil.config.ConfigReader;
import eu.vigil.config.ConfigReading;
import eu.vigil.config.VigilConfig;
import eu.vigil.config.key.Warning;
import eu.vigil.node.boot.Examination;
import eu.vigil.node.doctor.Diagnosis;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigil doctor}: everything that is not well with the node, and what to do about each thing. */
@Command(
        name = "doctor",
        description =
                "Check everything about this node and say what to do; with the node running or stopped. Exit code 0 well,"
                        + " 1 something has failed, 2 something wants attention, 78 no configuration.")
final class DoctorCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Globals globals;
    private final Screen screen;

    @Mixin
    private NodeOptions options = new NodeOptions();

    DoctorCommand(Surroundings surroundings, Globals globals, Screen screen) {
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
                        problems.stream().map(Object::toString).toList(),
                        () -> DiagnosisText.json(
                                problems.stream().map(Object::toString).toList()));
            case ConfigReading.Loaded<VigilConfig> loaded -> examine(file, loaded.config(), loaded.warnings());
        };
    }

    private int examine(Path file, VigilConfig config, List<Warning> warnings) {
        Diagnosis diagnosis = Examination.of(new Examination.Visit(
                file,
                config,
                warnings,
                new NodeWord(surroundings, globals).ask(options),
                Credentials.with(surroundings.environment()),
                surroundings.properties().getOrDefault("user.name", "another user"),
                surroundings.clock().instant(),
                surroundings.random()));
        DiagnosisText text = new DiagnosisText(diagnosis, surroundings.terminal());
        screen.show(text::table, text::json);
        return switch (diagnosis.verdict()) {
            case OK -> Exit.OK;
            case WARNING -> Exit.DEGRADED;
            case FAILED -> Exit.FAILED;
        };
    }
}
