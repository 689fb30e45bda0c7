package eu.vigil.node.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command understands, wherever in the line they stand. */
public final class Globals {
    /** How an answer is written. */
    public enum Format {
        /** For people: columns, local times. */
        TABLE,
        /** For programs: the same content as one JSON value. */
        JSON
    }

    static final Path CONFIG_DEFAULT = Path.of("/etc/vigil/vigil.yaml");
    static final String CONFIG_VARIABLE = "VIGIL_CONFIG";
    private static final String C = "-c";
    private static final String CONFIG = "--config";
    static final List<String> CONFIG_OPTIONS = List.of(C, CONFIG);

    @Option(
            names = {C, CONFIG},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The configuration (default: $VIGIL_CONFIG, then /etc/vigil/vigil.yaml).")
    private @Nullable Path config;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            defaultValue = "table",
            description = "How the answer is written: table or json (default: table).")
    private Format format = Format.TABLE;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show what the command does.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it before the command runs
    private boolean help;

    /** The configuration file that was named with {@code -c}, if one was. */
    public Optional<Path> configNamed() {
        return Optional.ofNullable(config);
    }

    /** The configuration file: the one named, else {@code $VIGIL_CONFIG}, else {@code /etc/vigil/vigil.yaml}. */
    public Path configFile(Surroundings surroundings) {
        return configFile(configNamed(), surroundings);
    }

    /** The configuration file that is meant where {@code named} was said, or nothing. */
    static Path configFile(Optional<Path> named, Surroundings surroundings) {
        return named.or(() -> Optional.ofNullable(surroundings.environment().get(CONFIG_VARIABLE))
                        .filter(name -> !name.isBlank())
                        .map(Path::of))
                .map(file -> surroundings.folder().resolve(file))
                .orElse(CONFIG_DEFAULT);
    }

    /** How the answer is to be written. */
    public Format format() {
        return format;
    }
}
