package eu.vigil.node.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A small program of the system that knows what the JDK does not. */
final class Tool {
    private static final Duration TIME_MAX = Duration.ofSeconds(3);

    private Tool() {}

    /** What it wrote; empty if it is not there, fails, or takes too long. */
    static Optional<String> ask(String... line) {
        ProcessBuilder builder = new ProcessBuilder(List.of(line)).redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.put("LC_ALL", "C");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(TIME_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            // A few words fit into the pipe, so that they can be read after the end.
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0 && !words.isEmpty() ? Optional.of(words) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
