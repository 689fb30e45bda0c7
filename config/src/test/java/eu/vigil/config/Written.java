package eu.vigil.config;

import eu.vigil.config.ConfigReading.Faulty;
import eu.vigil.config.ConfigReading.Loaded;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Configuration files as a test wants them, in a folder of its own. */
final class Written {
    /** The least that is a configuration. */
    static final String LEAST = """
            participant: BE
            networks: { EU-ART13: { directory: { file: directory.pb, authority-key: gsc.pub } } }
            """;

    final Path file;
    final Map<String, String> environment = new HashMap<>();
    final Map<String, String> properties = new HashMap<>();
    Map<String, String> retired = Map.of();

    Written(Path folder, String text) {
        file = folder.resolve("vigil.yaml");
        write(file, text);
    }

    static String example() {
        try (InputStream in = Written.class.getResourceAsStream("vigil.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Written over(String name, String text) {
        write(file.resolveSibling("conf.d").resolve(name), text);
        return this;
    }

    Written variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Written property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    ConfigReading<VigilConfig> read() {
        return new ConfigReader(retired).read(file, environment, properties);
    }

    Loaded<VigilConfig> loaded() {
        return switch (read()) {
            case Loaded<VigilConfig> loaded -> loaded;
            case Faulty<VigilConfig> faulty -> throw new AssertionError(faulty.problems());
        };
    }

    VigilConfig config() {
        return loaded().config();
    }

    /** Problems as people read them, with the folder left out. */
    List<String> problems() {
        return switch (read()) {
            case Loaded<VigilConfig> _ -> List.of();
            case Faulty<VigilConfig> faulty ->
                faulty.problems().stream().map(this::withoutFolder).toList();
        };
    }

    List<String> warnings() {
        return loaded().warnings().stream().map(this::withoutFolder).toList();
    }

    String withoutFolder(Object line) {
        return line.toString().replace(file.getParent() + "/", "");
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
