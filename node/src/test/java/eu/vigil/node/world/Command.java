package eu.vigil.node.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command {@code vigil} as a process of its own, run with this build's classes. */
public final class Command {
    private static final int SECONDS_MAX = 60;

    private Command() {}

    /**
     * What a finished command left.
     *
     * @param exit its exit code
     */
    public record Result(int exit, String output, String errors) {
        /** Standard output of a command that must have gone well. */
        public String orThrow() {
            if (exit != 0) {
                throw new IllegalStateException("exit %d: %s%s".formatted(exit, errors, output));
            }
            return output;
        }
    }

    /** The command line that starts {@code vigil} with these arguments. */
    public static List<String> line(String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                "eu.vigil.node.cli.Vigil"));
        line.addAll(Arrays.asList(arguments));
        return line;
    }

    /** Runs {@code vigil} to its end. */
    public static Result run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("vigil", ".out");
        Path errors = Files.createTempFile("vigil", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(line(arguments))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
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
