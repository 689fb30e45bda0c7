package eu.vigil.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One node on loopback: its folder, and its process while it runs. */
public final class LocalNode implements AutoCloseable {
    private static final Duration READY_MAX = Duration.ofSeconds(90);
    private static final Duration STOP_MAX = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final String participant;
    private final Path folder;
    private final int linkPort;
    private final int operatorPort;
    private Process process;

    LocalNode(String participant, Path folder, int linkPort, int operatorPort) {
        this.participant = participant;
        this.folder = folder;
        this.linkPort = linkPort;
        this.operatorPort = operatorPort;
    }

    /** Whose node it is. */
    public String participant() {
        return participant;
    }

    /** Its data folder. */
    public Path folder() {
        return folder;
    }

    /** Where peers dial it. */
    public int linkPort() {
        return linkPort;
    }

    /** Where its people come in. */
    public URI operator() {
        return URI.create("http://127.0.0.1:" + operatorPort);
    }

    /** Its log. */
    public Path log() {
        return folder.resolve("log.jsonl");
    }

    /** The token file of the person with a role: {@code duty-officer}. */
    public Path token(String role) {
        return folder.resolve("tokens").resolve(role + ".token");
    }

    /** Runs a command of this node's people with the token of a role. */
    public Command.Result as(String role, String... arguments) throws IOException, InterruptedException {
        String[] line = new String[arguments.length + 4];
        System.arraycopy(arguments, 0, line, 0, arguments.length);
        line[arguments.length] = "--config";
        line[arguments.length + 1] = folder.resolve("vigil.yaml").toString();
        line[arguments.length + 2] = "--token-file";
        line[arguments.length + 3] = token(role).toString();
        return Command.run(line);
    }

    /** Starts the process; does not wait until it is ready. */
    public void start() throws IOException {
        start(Map.of());
    }

    /** The same, with these variables beside the environment's. */
    public void start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = Command.process("run", "--config", folder.resolve("vigil.yaml").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /** Sends a signal to the process: {@code HUP}, {@code STOP}. */
    public void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("%s could not be sent SIG%s".formatted(participant, name));
        }
    }

    /**
     * Waits until the node says that it is ready.
     *
     * @throws IllegalStateException if it ends before, or takes too long
     */
    public void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + READY_MAX.toNanos();
        while (!ready()) {
            if (!process.isAlive()) {
                List<String> said = logged().lines().toList();
                throw new IllegalStateException("%s ended with exit code %d; see %s, which ends with:%n%s"
                        .formatted(
                                participant,
                                process.exitValue(),
                                log(),
                                String.join("\n", said.subList(Math.max(0, said.size() - 5), said.size()))));
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "%s was not ready in %d s; see %s".formatted(participant, READY_MAX.toSeconds(), log()));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        }
    }

    /** True if the node answers that it is ready. */
    public boolean ready() throws InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
            HttpRequest question = HttpRequest.newBuilder(operator().resolve("/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The number of its process. */
    public long pid() {
        return process.pid();
    }

    /** Waits until the process ends by itself; its exit code. */
    public int awaitEnd(Duration most) throws InterruptedException {
        if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("%s runs still after %d s".formatted(participant, most.toSeconds()));
        }
        return process.exitValue();
    }

    /** Kills it without a word, as power loss would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to stop (SIGTERM) and tells its exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
            throw new IllegalStateException("%s did not stop in %d s".formatted(participant, STOP_MAX.toSeconds()));
        }
        return process.exitValue();
    }

    /** True while its process runs. */
    public boolean running() {
        return process != null && process.isAlive();
    }

    /** All that it has logged. */
    public String logged() throws IOException {
        return Files.exists(log()) ? Files.readString(log()) : "";
    }

    @Override
    public void close() {
        if (running()) {
            process.destroyForcibly();
        }
    }
}
