package eu.vigil.node.boot;

import eu.vigil.config.ConfigReader;
import eu.vigil.config.ConfigReading;
import eu.vigil.config.ConfigReading.Loaded;
import eu.vigil.config.VigilConfig;
import eu.vigil.config.value.LogFormat;
import eu.vigil.node.logging.NodeLog;
import eu.vigil.node.metrics.Meters;
import eu.vigil.node.operator.Rereading;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The daemon: reads what it is given, runs until it is told to stop or can promise nothing any more. */
public final class Node {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
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
            String version) {
        ConfigReading<VigilConfig> read() {
            return new ConfigReader().read(configFile, environment, properties);
        }
    }

    /** Runs to the end; the exit code: 0 after a stop, 1 after a failure, 78 if the configuration is wrong. */
    public static int run(Call call) {
        return switch (call.read()) {
            case ConfigReading.Faulty<VigilConfig>(var problems) ->
                refuse(call, problems.stream().map(Object::toString).toList());
            case Loaded<VigilConfig> loaded -> {
                log(call, loaded.config());
                loaded.warnings().forEach(warning -> LOG.atWarn().log(warning.toString()));
                try (Hangup hangup = new Hangup()) {
                    yield run(call, loaded, hangup);
                } catch (CannotRun e) {
                    yield refuse(call, List.of(new Located(loaded.settings()).line(e.getMessage())));
                }
            }
        };
    }

    private static void log(Call call, VigilConfig config) {
        boolean text =
                config.log().format() == LogFormat.TEXT || (config.log().format() == LogFormat.AUTO && call.terminal());
        NodeLog.to(
                call.out(),
                text,
                call.zone(),
                Level.valueOf(config.log().level().name()));
    }

    private static int run(Call call, Loaded<VigilConfig> loaded, Hangup hangup) throws CannotRun {
        InstantSource clock = NodeClock.ofSystem();
        try (Openings openings = new Openings()) {
            Early early = Early.begin(openings, loaded.config(), clock);
            return switch (Preparation.of(loaded.config(), early.keys(), openings, clock, call.version())) {
                case Preparation.Faulty(var problems) -> {
                    Located located = new Located(loaded.settings());
                    yield refuse(call, problems.stream().map(located::line).toList());
                }
                case Preparation.Ready(var given) -> run(call, loaded, given, early, clock, hangup);
            };
        }
    }

    private static int run(
            Call call, Loaded<VigilConfig> loaded, Given given, Early early, InstantSource clock, Hangup hangup)
            throws CannotRun {
        Stop stop = new Stop();
        PrometheusRegistry registry = new PrometheusRegistry();
        Meters meters = new Meters(registry);
        AtomicReference<Reloading> reloading = new AtomicReference<>();
        Running running = Running.start(
                new Running.Setting(
                        given,
                        new AtomicReference<>(InForce.first(loaded, given)),
                        meters,
                        registry,
                        clock,
                        new SecureRandom(),
                        () -> Optional.ofNullable(reloading.get())
                                .map(Reloading::again)
                                .orElseGet(() -> new Rereading.Outcome(
                                        List.of(),
                                        List.of(),
                                        List.of("the node is still starting: try again in a moment"))),
                        ProcessHandle.current().info().startInstant().orElseGet(clock::instant)),
                early,
                stop::failed);
        stop.listen();
        Supervisor supervisor =
                Supervisor.of(call.environment(), ProcessHandle.current().pid());
        supervisor.ready(running::signs, clock);
        reloading.set(new Reloading(new Reload(call::read, running, clock), supervisor, meters, System::nanoTime));
        hangup.start(reloading.get());

        int exit = stop.await();
        LOG.atInfo().addKeyValue("exit", exit).log("stopping");
        supervisor.stopping();
        running.close();
        LOG.atInfo().log("stopped");
        stop.closed();
        return exit;
    }

    private static int refuse(Call call, List<String> problems) {
        problems.forEach(call.err()::println);
        call.err().flush();
        return MISCONFIGURED;
    }
}
