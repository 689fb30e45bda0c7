package eu.vigil.node.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;

/** A shell around the command line: what goes in, what comes out, and a clock that stands still. */
public final class TestShell {
    /** 03:10 in Paris. */
    public static final Instant NOW = Instant.parse("2026-11-22T02:10:00Z");

    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private InputStream in = InputStream.nullInputStream();
    private Path folder = Path.of("").toAbsolutePath();
    private Instant now = NOW;

    /** Sets an environment variable. */
    public TestShell with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Puts text on standard input. */
    public TestShell typing(String text) {
        in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Lives at another instant than {@link #NOW}. */
    public TestShell at(Instant instant) {
        now = instant;
        return this;
    }

    /** Stands in a folder. */
    public TestShell in(Path there) {
        folder = there;
        return this;
    }

    /** Runs one line and returns its exit code; what earlier lines wrote is forgotten. */
    public int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Surroundings surroundings = surroundings();
        return Commands.execute(surroundings, file -> daemon(surroundings, file), arguments);
    }

    /** All commands; the daemon ends at once as if it had been stopped, and says with which configuration. */
    public CommandLine line() {
        Surroundings surroundings = surroundings();
        return Commands.of(surroundings, file -> daemon(surroundings, file));
    }

    private static int daemon(Surroundings surroundings, Path config) {
        surroundings.out().println("ran " + config);
        return Exit.OK;
    }

    /** What commands see. */
    public Surroundings surroundings() {
        return new Surroundings(
                environment,
                Map.of(),
                in,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                false,
                InstantSource.fixed(now),
                ZoneId.of("Europe/Paris"),
                new SecureRandom(),
                folder);
    }

    /** Standard output. */
    public String out() {
        return out.toString();
    }

    /** Standard output, read as JSON. */
    public JsonNode json() {
        try {
            return new ObjectMapper().readTree(out());
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(out(), notJson);
        }
    }

    /** Standard error. */
    public String err() {
        return err.toString();
    }
}
