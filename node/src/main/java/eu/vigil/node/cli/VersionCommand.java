package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code vigil version}: which release this is, and on which Java it runs. */
@Command(name = "version", description = "Show which release this is.")
public final class VersionCommand implements Callable<Integer> {
    private final Screen screen;

    /** Answers on {@code screen}. */
    public VersionCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        String java = Runtime.version().toString();
        return screen.show(
                () -> "vigil %s (Java %s)".formatted(release(), java),
                () -> JsonNodeFactory.instance
                        .objectNode()
                        .put("version", release())
                        .put("java", java));
    }

    /** The release as the build named it. */
    public static String release() {
        try (InputStream in = VersionCommand.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
