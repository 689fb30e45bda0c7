package eu.vigil.node.cli;

import eu.vigil.config.ConfigReader;
import eu.vigil.config.ConfigReading;
import eu.vigil.config.escalation.EscalationConfig;
import eu.vigil.config.key.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The section {@code escalation} of the configuration, for commands that need nothing else of it. */
record EscalationFile(Surroundings surroundings, Globals globals, Screen screen) {
    /** A name that was chosen, or the exit code of having said what is wrong with it. */
    sealed interface Choice {
        record Chosen(String name) implements Choice {}

        record Not(int exit) implements Choice {}
    }

    /** Reads the section and hands it on; if it is wrong, says everything that is. */
    int read(ToIntFunction<EscalationConfig> command) {
        return switch (new ConfigReader()
                .readEscalation(
                        globals.configFile(surroundings), surroundings.environment(), surroundings.properties())) {
            case ConfigReading.Faulty<EscalationConfig>(var problems) ->
                screen.misconfigured(
                        problems.stream().map(Problem::toString).toList(),
                        () -> ConfigCheckCommand.json(problems, List.of()));
            case ConfigReading.Loaded<EscalationConfig> loaded -> command.applyAsInt(loaded.config());
        };
    }

    /**
     * One of the configured names.
     *
     * @param option that names it ({@code --rota})
     * @param named what was given; the only name there is may be left out
     * @param section where the names stand ({@code escalation.rotas})
     */
    Choice choose(String option, @Nullable String named, String section, Collection<String> names) {
        Optional<String> only = names.size() == 1 ? names.stream().findFirst() : Optional.empty();
        Optional<String> wanted = Optional.ofNullable(named).or(() -> only);
        if (wanted.filter(names::contains).isPresent()) {
            return new Choice.Chosen(wanted.get());
        }
        String known = names.isEmpty()
                ? "%s has none".formatted(section)
                : "%s has %s".formatted(section, String.join(", ", new TreeSet<>(names)));
        return new Choice.Not(screen.malformed(
                named == null
                        ? "%s: say which; %s".formatted(option, known)
                        : "%s: '%s' is not configured; %s".formatted(option, named, known)));
    }
}
