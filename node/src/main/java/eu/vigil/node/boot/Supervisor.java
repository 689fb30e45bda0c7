package eu.vigil.node.boot;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the process tells systemd (sd_notify(3)): that it is ready, reads its configuration again, stops, how it is in one line, and that it
 * lives. It says that it lives only while the pager looks for what is due: a node that pages nobody had better be started again.
 */
final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration STATUS_EVERY = Duration.ofSeconds(10);
    private static final Duration ROUND_MAX = Duration.ofSeconds(10);
    private static final int NANOS_OF_MICRO = 1000;

    private final Predicate<String> tell;
    private final Optional<Duration> watchdog;
    private final ScheduledExecutorService timer;

    /**
     * A supervisor to tell.
     *
     * @param tell sends a datagram
     * @param watchdog how long it waits for a sign of life; empty if it does not
     */
    Supervisor(Predicate<String> tell, Optional<Duration> watchdog) {
        this.tell = tell;
        this.watchdog = watchdog;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("supervisor").factory());
    }

    /** The one that the environment names; nobody if it names none. */
    static Supervisor of(Map<String, String> environment, long pid) {
        String name = environment.getOrDefault("NOTIFY_SOCKET", "");
        if (name.isEmpty()) {
            return nobody();
        }
        try {
            NotifySocket socket = new NotifySocket(name);
            return new Supervisor(socket::send, watchdog(environment, pid));
        } catch (IllegalArgumentException | IllegalStateException | LinkageError e) {
            LOG.atWarn().setCause(e).log("systemd cannot be told anything");
            return nobody();
        }
    }

    private static Supervisor nobody() {
        return new Supervisor(_ -> true, Optional.empty());
    }

    /** WATCHDOG_USEC, if WATCHDOG_PID means this process or nobody in particular (sd_watchdog_enabled(3)). */
    static Optional<Duration> watchdog(Map<String, String> environment, long pid) {
        String whose = environment.getOrDefault("WATCHDOG_PID", "");
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        boolean ours = whose.isEmpty() || whose.equals(Long.toString(pid));
        return ours && micros.matches("[1-9][0-9]{0,15}")
                ? Optional.of(Duration.ofNanos(Long.parseLong(micros) * NANOS_OF_MICRO))
                : Optional.empty();
    }

    /** The node is ready; from now on its life is told until {@link #stopping}. */
    void ready(Supplier<Signs> signs, InstantSource clock) {
        tell("READY=1\nSTATUS=" + signs.get().status());
        Duration every = watchdog.map(limit -> limit.dividedBy(2))
                .filter(half -> half.compareTo(STATUS_EVERY) < 0)
                .orElse(STATUS_EVERY);
        var _ = timer.scheduleAtFixedRate(
                () -> beat(signs, clock), every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** One sign of life, or none. */
    void beat(Supplier<Signs> signs, InstantSource clock) {
        try {
            Signs now = signs.get();
            boolean alive = now.lastRound()
                    .map(last -> Duration.between(last, clock.instant()).compareTo(ROUND_MAX) < 0)
                    .orElse(false);
            String status = "STATUS=" + (alive ? now.status() : "the pager stands still; " + now.status());
            tell(alive && watchdog.isPresent() ? "WATCHDOG=1\n" + status : status);
        } catch (RuntimeException defect) {
            LOG.atError().setCause(defect).log("a defect while systemd was told how the node is");
        }
    }

    /** The configuration is read again; {@link #reloaded} follows. */
    void reloading(long monotonicNanos) {
        tell("RELOADING=1\nMONOTONIC_USEC=%d".formatted(monotonicNanos / NANOS_OF_MICRO));
    }

    /** It was read. */
    void reloaded() {
        tell("READY=1");
    }

    /** The node stops. */
    void stopping() {
        timer.shutdownNow();
        tell("STOPPING=1\nSTATUS=stopping");
    }

    private void tell(String words) {
        if (!tell.test(words)) {
            LOG.atDebug().addKeyValue("words", words).log("systemd was not told");
        }
    }
}
