package eu.vigil.node.escalation.deadman;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import eu.vigil.node.escalation.EscalationHealth;
import eu.vigil.node.escalation.Scheduler;
import eu.vigil.node.escalation.plan.EscalationPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real receiver on loopback; the time is moved by hand, and a call has ended before time goes on. */
class DeadManTest {
    private static final Instant START = Instant.parse("2026-11-22T02:10:00Z");

    private record Due(Instant at, long number, Runnable task) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<WatchCall.Heard> answers = new ArrayList<>();
    private final HttpWatchCall http = new HttpWatchCall(
            (_, address) -> address.isLoopbackAddress(), host -> List.of(InetAddress.getAllByName(host)));
    private HttpServer receiver;
    private Instant now = START;
    private long numbers;
    private int status = 204;
    private boolean cycleRuns = true;
    private Duration overdue = Duration.ZERO;
    private Instant lastRound = START;
    private Optional<EscalationPlan.DeadMan> watch = Optional.empty();

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            heard.add("%s %s".formatted(exchange.getRequestMethod(), exchange.getRequestURI()));
            if (status == 302) {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        receiver.start();
        watch = watch(Duration.ofMinutes(1));
        DeadMan man = new DeadMan(() -> watch, this::health, this::calling, () -> now, new Hand());
        man.start();
    }

    @AfterEach
    void hangUp() {
        receiver.stop(0);
        http.close();
    }

    private Optional<EscalationPlan.DeadMan> watch(Duration every) {
        URI url = URI.create(
                "http://127.0.0.1:%d/ping".formatted(receiver.getAddress().getPort()));
        return Optional.of(new EscalationPlan.DeadMan(url, every));
    }

    private EscalationHealth health() {
        if (cycleRuns) {
            lastRound = now;
        }
        return new EscalationHealth(Optional.of(lastRound), overdue);
    }

    private CompletionStage<WatchCall.Heard> calling(URI url) {
        WatchCall.Heard answer = http.call(url).toCompletableFuture().join();
        answers.add(answer);
        return CompletableFuture.completedStage(answer);
    }

    private final class Hand implements Scheduler {
        @Override
        public void execute(Runnable task) {
            after(Duration.ZERO, task);
        }

        @Override
        public void after(Duration delay, Runnable task) {
            due.add(new Due(now.plus(delay), numbers++, task));
        }
    }

    private void pass(Duration time) {
        Instant until = now.plus(time);
        while (!due.isEmpty() && !due.peek().at().isAfter(until)) {
            Due next = due.remove();
            now = next.at();
            next.task().run();
        }
        now = until;
    }

    @Test
    void theWatchHearsFromAPagerThatLivesEveryMinute() {
        pass(Duration.ofMinutes(5));
        assertThat(heard).hasSize(6).containsOnly("GET /ping");
        assertThat(answers).containsOnly(new WatchCall.Heard.Yes());
    }

    @Test
    void itHearsNothingWhileAPageIsOverdueByMoreThanAMinuteAndAtOnceWhenSomebodyIsReached() {
        pass(Duration.ofSeconds(30));
        overdue = Duration.ofSeconds(60);
        pass(Duration.ofMinutes(2));
        assertThat(heard).as("a minute is not more than a minute").hasSize(3);
        overdue = Duration.ofSeconds(61);
        pass(Duration.ofMinutes(60));
        assertThat(heard).hasSize(3);
        overdue = Duration.ZERO;
        pass(Duration.ofSeconds(1));
        assertThat(heard).hasSize(4);
    }

    @Test
    void itHearsNothingWhileTheCycleStands() {
        pass(Duration.ofSeconds(1));
        cycleRuns = false;
        pass(Duration.ofMinutes(10));
        assertThat(heard).hasSize(1);
        cycleRuns = true;
        pass(Duration.ofSeconds(1));
        assertThat(heard).hasSize(2);
    }

    @Test
    void aNewIntervalAndANewWatchAreTakenWithoutAStart() {
        pass(Duration.ofSeconds(1));
        watch = Optional.empty();
        pass(Duration.ofMinutes(10));
        assertThat(heard).hasSize(1);
        watch = watch(Duration.ofSeconds(5));
        pass(Duration.ofSeconds(60));
        assertThat(heard).hasSizeGreaterThanOrEqualTo(11);
    }

    @Test
    void aWatchThatAnswersAnythingElseIsCalledAgainInAMinuteAndNoRedirectIsFollowed() {
        status = 302;
        pass(Duration.ofMinutes(1));
        assertThat(heard).hasSize(2).containsOnly("GET /ping");
        assertThat(answers).containsOnly(new WatchCall.Heard.No("it answered 302"));
        receiver.stop(0);
        pass(Duration.ofMinutes(1));
        assertThat(answers).hasSize(3);
        assertThat(answers.getLast()).isInstanceOf(WatchCall.Heard.No.class);
    }

    @Test
    void anAddressThatWebhooksMayNotReachIsNotCalled() {
        HttpWatchCall strict =
                new HttpWatchCall((_, _) -> false, host -> List.of(InetAddress.getAllByName("127.0.0.1")));
        try (strict) {
            assertThat(strict.call(watch.orElseThrow().url())
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(
                            new WatchCall.Heard.No(
                                    "127.0.0.1 is at 127.0.0.1, which webhooks may not reach; see escalation.private-addresses"));
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void aPagerThatHasNeverLookedIsSilent() {
        assertThat(DeadMan.silence(new EscalationHealth(Optional.empty(), Duration.ZERO), START))
                .contains("the pager has not looked yet");
        assertThat(DeadMan.silence(new EscalationHealth(Optional.of(START), Duration.ZERO), START.plusSeconds(10)))
                .isEmpty();
        assertThat(DeadMan.silence(new EscalationHealth(Optional.of(START), Duration.ZERO), START.plusSeconds(11)))
                .contains("the pager has not looked for 11 s");
    }
}
