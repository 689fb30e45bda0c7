package eu.vigil.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command {@code vigil} as a process of its own, run with the classes of this build. */
public final class Command {
    private static final int SECONDS_MAX = 90;

    private Command() {}

    /**
     * What a finished command left.
     *
     * @param exit its exit code
     */
    public record Result(int exit, String output, String errors) {
        /**
         * Standard output of a command that must have gone well.
         *
         * @throws IllegalStateException if it did not
         */
        public String orThrow() {
            if (exit != 0) {
                throw new IllegalStateException("exit %d: %s%s".formatted(exit, errors, output));
            }
            return output;
        }
    }

    /** A process that will run {@code vigil} with these arguments. */
    public static ProcessBuilder process(String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "eu.vigil.node.cli.Vigil"));
        line.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(line);
    }

    /** Runs {@code vigil} to its end. */
    public static Result run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    /** Runs {@code vigil} to its end with these variables beside the environment's. */
    public static Result run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("vigil", ".out");
        Path errors = Files.createTempFile("vigil", ".err");
        try {
            ProcessBuilder builder =
                    process(arguments).redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException(
                        "vigil %s did not end in %d s".formatted(String.join(" ", arguments), SECONDS_MAX));
            }
            return new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }
}
