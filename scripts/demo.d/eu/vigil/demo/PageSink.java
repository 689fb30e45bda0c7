package eu.vigil.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A pager that is always awake: {@code vigil page listen}, and the lines that it prints. */
public final class PageSink implements AutoCloseable {
    private final Process process;
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();

    /** One line, and when it came. */
    public record Line(Instant at, String json) {}

    private PageSink(Process process) {
        this.process = process;
    }

    /** Listens on a port and checks signatures with the secret in a file. */
    public static PageSink listen(int port, Path secret) throws IOException {
        Process process = Command.process(
                        "page", "listen", "--listen", "127.0.0.1:" + port, "--secret", "file:" + secret.toAbsolutePath(), "-o", "json")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        PageSink sink = new PageSink(process);
        Thread.ofVirtual().start(sink::read);
        return sink;
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(new Line(Instant.now(), line));
            }
        } catch (IOException e) {
            lines.add(new Line(Instant.now(), "{\"error\":\"%s\"}".formatted(e)));
        }
    }

    /** The next line that contains {@code word}, if one comes in time; those before it are passed over. */
    public Optional<Line> await(String word, Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (true) {
            Line line = lines.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (line == null) {
                return Optional.empty();
            }
            if (line.json().contains(word)) {
                return Optional.of(line);
            }
        }
    }

    /** The next line of all, if one comes in time. */
    public Optional<Line> next(Duration most) throws InterruptedException {
        return Optional.ofNullable(lines.poll(most.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Sends a signal to the pager: {@code STOP} makes it take connections and answer nothing, {@code CONT} ends that. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
