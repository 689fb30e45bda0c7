package eu.vigil.node.boot;

import eu.vigil.config.ConfigReader;
import eu.vigil.config.ConfigReading;
import eu.vigil.config.VigilConfig;
import eu.vigil.config.value.LogFormat;
import eu.vigil.node.logging.NodeLog;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The daemon: reads what it is given, runs until it is told to stop or can promise nothing any more. */
public final class Node {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int MISCONFIGURED = 78;

    private Node() {}

    /**
     * How the daemon is called.
     *
     * @param properties system properties, over everything else in the configuration
     * @param out where the log goes; not closed
     * @param err where it is said why the daemon cannot start
     * @param terminal whether a person reads the log
     */
    public record Call(
            Path configFile,
            Map<String, String> environment,
            Map<String, String> properties,
            PrintStream out,
            PrintWriter err,
            boolean terminal,
            ZoneId zone,
            String version) {}

    /** Runs to the end; the exit code: 0 after a stop, 1 after a failure, 78 if the configuration is wrong. */
    public static int run(Call call) {
        return switch (new ConfigReader().read(call.configFile(), call.environment(), call.properties())) {
            case ConfigReading.Faulty<VigilConfig>(var problems) -> {
                yield refuse(call, problems.stream().map(Object::toString).toList());
            }
            case ConfigReading.Loaded<VigilConfig>(var config, var _, var warnings) -> {
                boolean text = config.log().format() == LogFormat.TEXT
                        || (config.log().format() == LogFormat.AUTO && call.terminal());
                NodeLog.to(
                        call.out(),
                        text,
                        call.zone(),
                        Level.valueOf(config.log().level().name()));
                warnings.forEach(warning -> LOG.atWarn().log(warning.toString()));
                yield run(call, config);
            }
        };
    }

    private static int run(Call call, VigilConfig config) {
        InstantSource clock = NodeClock.ofSystem();
        return switch (Preparation.of(config, clock, call.version())) {
            case Preparation.Faulty(var problems) -> refuse(call, problems);
            case Preparation.Ready(var given) -> run(call, given, clock);
        };
    }

    private static int run(Call call, Running.Given given, InstantSource clock) {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        Running running;
        try {
            running = Running.start(given, clock, new SecureRandom(), () -> end.complete(FAILED));
        } catch (Running.CannotRun e) {
            return refuse(call, List.of(e.getMessage()));
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            end.complete(OK);
                            closed.join();
                            // A JVM that was told to stop would say 143, as if it had been killed in the middle of its
                            // work.
                            Runtime.getRuntime().halt(end.join());
                        },
                        "stop"));
        int exit = end.join();
        LOG.atInfo().addKeyValue("exit", exit).log("stopping");
        running.close();
        LOG.atInfo().log("stopped");
        closed.complete(null);
        return exit;
    }

    private static int refuse(Call call, List<String> problems) {
        problems.forEach(call.err()::println);
        call.err().flush();
        return MISCONFIGURED;
    }
}
