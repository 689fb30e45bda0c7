package eu.vigil.node.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd hears, at a real socket of its kind. */
class SupervisorTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:10:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String WATCHED =
            "WATCHDOG=1\nSTATUS=1 of 2 peers connected, 3 messages waiting, 4 incidents open";

    @TempDir
    Path folder;

    @Test
    void aDatagramReachesASocketAtAPath() {
        String name = folder.resolve("notify").toString();
        try (NotifyReceiver systemd = new NotifyReceiver(name);
                NotifySocket socket = new NotifySocket(name)) {
            assertThat(socket.send("READY=1\nSTATUS=né")).isTrue();
            assertThat(systemd.next(PATIENCE)).contains("READY=1\nSTATUS=né");
        }
    }

    @Test
    void aDatagramReachesAnAbstractSocket() {
        String name = "@vigil-test-" + ProcessHandle.current().pid();
        try (NotifyReceiver systemd = new NotifyReceiver(name);
                NotifySocket socket = new NotifySocket(name)) {
            assertThat(socket.send("STOPPING=1")).isTrue();
            assertThat(systemd.next(PATIENCE)).contains("STOPPING=1");
        }
    }

    @Test
    void whereNobodyListensNothingIsSentAndNothingBreaks() {
        try (NotifySocket socket = new NotifySocket(folder.resolve("nobody").toString())) {
            assertThat(socket.send("READY=1")).isFalse();
        }
    }

    @Test
    void aNameThatNoSocketCanHaveIsRefused() {
        assertThatThrownBy(() -> new NotifySocket("relative")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NotifySocket("/" + "a".repeat(107))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theWatchdogIsToldOnlyWhileThePagerLooks() {
        try (Told told = new Told(Optional.of(Duration.ofSeconds(30)))) {
            told.supervisor.beat(() -> signs(NOW.minusSeconds(9)), () -> NOW);
            assertThat(told.next()).contains(WATCHED);

            told.supervisor.beat(() -> signs(NOW.minusSeconds(10)), () -> NOW);
            assertThat(told.next())
                    .hasValueSatisfying(words -> assertThat(words)
                            .startsWith("STATUS=the pager stands still; ")
                            .doesNotContain("WATCHDOG"));

            told.supervisor.beat(() -> signs(Optional.empty()), () -> NOW);
            assertThat(told.next())
                    .hasValueSatisfying(words -> assertThat(words).doesNotContain("WATCHDOG"));
        }
    }

    @Test
    void whoeverAsksForNoWatchdogIsToldTheStatusAlone() {
        try (Told told = new Told(Optional.empty())) {
            told.supervisor.beat(() -> signs(NOW), () -> NOW);
            assertThat(told.next()).contains(WATCHED.substring("WATCHDOG=1\n".length()));
        }
    }

    @Test
    void halfOfTheWatchdogsTimePassesBetweenTwoSigns() {
        try (Told told = new Told(Optional.of(Duration.ofMillis(40)))) {
            told.supervisor.ready(() -> signs(NOW), () -> NOW);
            assertThat(told.next())
                    .hasValueSatisfying(words -> assertThat(words).startsWith("READY=1\nSTATUS="));
            assertThat(told.next()).contains(WATCHED);
            assertThat(told.next()).contains(WATCHED);
            told.supervisor.stopping();
            assertThat(told.systemd.await("STOPPING=1", PATIENCE)).isPresent();
            assertThat(told.systemd.next(Duration.ofMillis(200))).isEmpty();
        }
    }

    @Test
    void readingTheConfigurationAgainBeginsWithItsTimeAndEndsWithReady() {
        try (Told told = new Told(Optional.empty())) {
            told.supervisor.reloading(12_345_678_901L);
            assertThat(told.next()).contains("RELOADING=1\nMONOTONIC_USEC=12345678");
            told.supervisor.reloaded();
            assertThat(told.next()).contains("READY=1");
        }
    }

    @Test
    void theWatchdogOfAnotherProcessIsNotOurs() {
        assertThat(Supervisor.watchdog(Map.of("WATCHDOG_USEC", "30000000"), 7)).contains(Duration.ofSeconds(30));
        assertThat(Supervisor.watchdog(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "7"), 7))
                .contains(Duration.ofSeconds(30));
        assertThat(Supervisor.watchdog(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "8"), 7))
                .isEmpty();
        assertThat(Supervisor.watchdog(Map.of("WATCHDOG_USEC", "soon"), 7)).isEmpty();
        assertThat(Supervisor.watchdog(Map.of(), 7)).isEmpty();
    }

    @Test
    void withoutASocketNobodyIsToldAndNothingBreaks() {
        Supervisor.of(Map.of(), 7).reloaded();
        Supervisor.of(Map.of("NOTIFY_SOCKET", "relative"), 7).reloaded();
    }

    private static Signs signs(Instant lastRound) {
        return signs(Optional.of(lastRound));
    }

    private static Signs signs(Optional<Instant> lastRound) {
        return new Signs(lastRound, 1, 2, 3, 4);
    }

    /** A supervisor and the end that hears it. */
    private final class Told implements AutoCloseable {
        final NotifyReceiver systemd =
                new NotifyReceiver(folder.resolve("notify").toString());
        final NotifySocket socket = new NotifySocket(folder.resolve("notify").toString());
        final Supervisor supervisor;

        Told(Optional<Duration> watchdog) {
            supervisor = new Supervisor(socket::send, watchdog);
        }

        Optional<String> next() {
            return systemd.next(PATIENCE);
        }

        @Override
        public void close() {
            supervisor.stopping();
            systemd.close();
        }
    }
}
