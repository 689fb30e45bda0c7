package eu.vigil.node.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;

/**
 * Everything a command may know of the world, so that a test can give it another.
 *
 * @param environment the environment variables
 * @param properties the system properties, some of which override the configuration
 * @param in standard input, for {@code -}
 * @param out standard output: a command's answer and nothing else
 * @param err standard error: why it failed and nothing else
 * @param terminal whether a person looks at the output, who may be shown colour
 * @param clock the time
 * @param zone the local time zone of tables
 * @param random randomness fit for keys and tokens
 * @param folder what relative paths are relative to
 */
public record Surroundings(
        Map<String, String> environment,
        Map<String, String> properties,
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean terminal,
        InstantSource clock,
        ZoneId zone,
        SecureRandom random,
        Path folder) {
    /** Copies the maps. */
    public Surroundings {
        environment = Map.copyOf(environment);
        properties = Map.copyOf(properties);
    }
}
