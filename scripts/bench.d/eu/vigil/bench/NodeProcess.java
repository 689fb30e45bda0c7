package eu.vigil.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import eu.vigil.demo.LocalNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A node as its package starts it, and what its log tells: no part of the node knows that it is measured. */
final class NodeProcess implements AutoCloseable {
    /** As the package's launcher has them. */
    private static final List<String> FLAGS = List.of(
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UseSerialGC",
            "-Xms48m",
            "-Xmn32m",
            "-XX:ThreadPriorityPolicy=1",
            "-XX:JavaPriority1_To_OSPriority=15",
            "-XX:CompilerThreadPriority=5",
            "-XX:+UseCompactObjectHeaders");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration READY_MAX = Duration.ofSeconds(60);
    private static final Duration STOP_MAX = Duration.ofSeconds(15);

    private final LocalNode node;
    private final Process process;
    private final Instant begun;
    private long read;
    private String rest = "";
    private final Map<String, Instant> receipted = new HashMap<>();
    private Instant ready = Instant.MAX;

    private NodeProcess(LocalNode node, Process process, Instant begun, long logFrom) {
        this.node = node;
        this.process = process;
        this.begun = begun;
        this.read = logFrom;
    }

    /** Starts the node from the class path of this build and waits until it is ready. */
    static NodeProcess start(LocalNode node) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(FLAGS);
        line.addAll(List.of("-cp", System.getProperty("vigil.classpath"), "eu.vigil.node.cli.Vigil"));
        return start(node, line, "vigil.yaml");
    }

    /** Starts the node with another program: {@code .../bin/vigil}. */
    static NodeProcess startPackaged(LocalNode node, Path program) throws IOException, InterruptedException {
        return start(node, List.of(program.toAbsolutePath().toString()), "vigil.yaml");
    }

    private static NodeProcess start(LocalNode node, List<String> program, String config)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(program);
        line.addAll(List.of("run", "--config", node.folder().resolve(config).toString()));
        long from = Files.exists(node.log()) ? Files.size(node.log()) : 0;
        Instant begun = Instant.now();
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(node.log().toFile()));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        Process process = builder.start();
        // Whatever ends this program must leave nothing running.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        NodeProcess started = new NodeProcess(node, process, begun, from);
        started.await(() -> !started.ready.equals(Instant.MAX), READY_MAX, "ready");
        return started;
    }

    /** A condition on what the log has told so far. */
    @FunctionalInterface
    interface Told {
        boolean yet();
    }

    /** Reads the log until it has told so. */
    void await(Told what, Duration most, String name) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (true) {
            readLog();
            if (what.yet()) {
                return;
            }
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("%s: not %s; see %s".formatted(node.participant(), name, node.log()));
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void readLog() throws IOException {
        byte[] more;
        try (RandomAccessFile file = new RandomAccessFile(node.log().toFile(), "r")) {
            file.seek(read);
            more = new byte[Math.toIntExact(file.length() - read)];
            file.readFully(more);
        }
        read += more.length;
        String text = rest + new String(more, StandardCharsets.UTF_8);
        int end = text.lastIndexOf('\n') + 1;
        rest = text.substring(end);
        for (String line : text.substring(0, end).lines().toList()) {
            if (line.contains("\"message receipted\"")) {
                JsonNode event = JSON.readTree(line);
                if (!event.path("decision").asText().equals("ACCEPTED")) {
                    throw new IllegalStateException("a request was refused: " + line);
                }
                receipted.put(event.path("id").asText(), instant(event));
            } else if (line.contains("\"ready\"")) {
                ready = instant(JSON.readTree(line));
            }
        }
    }

    private static Instant instant(JsonNode event) {
        return java.time.OffsetDateTime.parse(event.path("@timestamp").asText()).toInstant();
    }

    /** Since its start, when each message of this node was proved to be durable at its peer. */
    Map<String, Instant> receipted() {
        return receipted;
    }

    /** From the start of the process to ready. */
    double startMillis() {
        return Duration.between(begun, ready).toNanos() / 1e6;
    }

    /** What it holds of the machine's memory now. */
    double residentMebibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Processor time that it has used. */
    Duration used() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Records where its time goes, from now until it ends. */
    void record(Path file) throws IOException, InterruptedException {
        String command = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String where = "filename=" + file.toAbsolutePath();
        // By processor time, which also sees what runs outside of Java; the profile alone has only Java by the clock.
        String byCpu = "jdk.CPUTimeSample#enabled=true";
        Process asked = new ProcessBuilder(
                        command, Long.toString(process.pid()), "JFR.start", "settings=profile", byCpu, where)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(true)
                .start();
        if (asked.waitFor() != 0) {
            throw new IllegalStateException("%s cannot be recorded: jcmd failed".formatted(node.participant()));
        }
    }

    LocalNode node() {
        return node;
    }

    @Override
    public void close() {
        stop();
    }

    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
