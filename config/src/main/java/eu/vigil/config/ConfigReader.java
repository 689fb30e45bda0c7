package eu.vigil.config;

import eu.vigil.config.escalation.EscalationConfig;
import eu.vigil.config.key.Key;
import eu.vigil.config.key.Problem;
import eu.vigil.config.key.Reader;
import eu.vigil.config.key.Setting;
import eu.vigil.config.key.Shape;
import eu.vigil.config.key.Warning;
import eu.vigil.config.layer.Layers;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.configuration2.tree.ImmutableNode;

/**
 * Reads {@code vigil.yaml}, {@code conf.d/*.yaml} beside it, variables {@code VIGIL_...} and properties {@code vigil....}, the later over the
 * earlier. What is asked of the machine beyond that is only whether secrets are there; their content is not read.
 */
public final class ConfigReader {
    /** Keys of earlier releases, each with what to write instead. */
    private static final Map<String, String> RETIRED = Map.of();

    private final Map<String, String> retired;

    /** The reader of this release. */
    public ConfigReader() {
        this(RETIRED);
    }

    ConfigReader(Map<String, String> retired) {
        this.retired = retired;
    }

    /** Only the section that {@code vigil rota} and {@code vigil page plan} need; whatever else the file holds. */
    private record EscalationOnly(
            @Key(doc = "Who is paged, how and when.") EscalationConfig escalation) {}

    /**
     * Reads the whole configuration.
     *
     * @param file the main file
     * @param environment variables; those that do not begin with {@code VIGIL_} are for secrets only
     * @param properties those that do not begin with {@code vigil.} are left alone
     */
    public ConfigReading<VigilConfig> read(Path file, Map<String, String> environment, Map<String, String> properties) {
        Path main = file.toAbsolutePath().normalize();
        Set<Problem> problems = new LinkedHashSet<>();
        Layers layers = layers(main, environment, properties, problems);
        if (unreadable(problems)) {
            return new ConfigReading.Faulty<>(sorted(problems));
        }
        Reader.Result<VigilConfig> result = Reader.read(layers.combined(), VigilConfig.class, problems, retired);
        Checks checks = new Checks(layers.combined(), problems);
        result.value().ifPresent(checks::whole);
        if (result.value().isEmpty() || !problems.isEmpty()) {
            return new ConfigReading.Faulty<>(sorted(problems));
        }
        Path folder = main.getParent() == null ? main : main.getParent();
        VigilConfig config = result.value().get().under(folder);
        List<Warning> warnings = checks.warnings(config, new Secrets(config.data(), environment));
        return new ConfigReading.Loaded<>(config, result.settings(), warnings);
    }

    /** Reads the section {@code escalation}; what is missing or wrong elsewhere does not matter. */
    public ConfigReading<EscalationConfig> readEscalation(
            Path file, Map<String, String> environment, Map<String, String> properties) {
        Path main = file.toAbsolutePath().normalize();
        Set<Problem> problems = new LinkedHashSet<>();
        Layers layers = layers(main, environment, properties, problems);
        if (unreadable(problems)) {
            problems.removeIf(problem -> !concernsEscalation(problem.key()));
            return new ConfigReading.Faulty<>(sorted(problems));
        }
        Reader.Result<EscalationOnly> result = Reader.read(layers.combined(), EscalationOnly.class, problems, retired);
        Checks checks = new Checks(layers.combined(), problems);
        result.value().ifPresent(read -> checks.escalation(read.escalation()));
        problems.removeIf(problem -> !concernsEscalation(problem.key()));
        if (result.value().isEmpty() || !problems.isEmpty()) {
            return new ConfigReading.Faulty<>(sorted(problems));
        }
        EscalationConfig config = result.value().get().escalation();
        List<Setting> settings = result.settings().stream()
                .filter(setting -> concernsEscalation(setting.key()))
                .toList();
        return new ConfigReading.Loaded<>(config, settings, checks.warnings(config));
    }

    private Layers layers(
            Path main, Map<String, String> environment, Map<String, String> properties, Set<Problem> problems) {
        Shape.Section shape = Shape.of(VigilConfig.class);
        Layers layers = Layers.read(main, environment, properties, shape, problems);
        for (ImmutableNode layer : layers.each()) {
            Reader.check(layer, shape, problems, retired);
        }
        return layers;
    }

    /** What stands in a file that cannot be read is not missing. */
    private static boolean unreadable(Set<Problem> problems) {
        return problems.stream().anyMatch(problem -> problem.key().isEmpty());
    }

    /** A file that cannot be read at all has no key. */
    private static boolean concernsEscalation(String key) {
        return key.isEmpty()
                || key.equals("escalation")
                || key.startsWith("escalation.")
                || key.startsWith("VIGIL_ESCALATION_");
    }

    private static List<Problem> sorted(Set<Problem> problems) {
        return problems.stream()
                .sorted(Comparator.comparing((Problem problem) -> Place.of(problem.origin())))
                .toList();
    }
}
