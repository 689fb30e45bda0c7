package eu.vigil.node.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code -Dseed=N} runs one seed; {@code -Dseeds=N} so many, from {@code -DfirstSeed=N} on; {@code -Dminutes=N} as many as that time
 * allows.
 */
class SimulationTest {
    /** In a build, if the machine has room for them; {@code scripts/soak --simulate --seeds N} runs more. */
    private static final long SEEDS = 500;

    private static final Duration BUILD_MAX = Duration.ofSeconds(150);

    private static final int SEEDS_THAT_SHOW_EVERYTHING = 20;

    @Test
    void whateverFailsNothingAcceptedIsLostAndSomebodyIsCalled() throws InterruptedException, ExecutionException {
        List<Simulation.Result> results = run();
        results.stream()
                .filter(result -> result.violation().isPresent())
                .findFirst()
                .ifPresent(failed -> fail(failed.report()));
        assertThat(results).isNotEmpty();
        if (results.size() >= SEEDS_THAT_SHOW_EVERYTHING) {
            somethingHappened(results);
        }
    }

    /** A seed in which nothing goes wrong proves nothing. */
    private static void somethingHappened(List<Simulation.Result> results) {
        assertThat(results).as("messages").anyMatch(result -> result.received() > 50);
        assertThat(results).as("crashes").anyMatch(result -> result.crashes() > 1);
        assertThat(results).as("lost connections").anyMatch(result -> result.lostConnections() > 1);
        assertThat(results).as("pages").anyMatch(result -> result.pages() > 10);
    }

    /** Each world is one thread's; worlds run side by side, until one fails. */
    private static List<Simulation.Result> run() throws InterruptedException, ExecutionException {
        Optional<Long> one = Optional.ofNullable(Long.getLong("seed"));
        Optional<Duration> time = Optional.ofNullable(Long.getLong("minutes")).map(Duration::ofMinutes);
        long first = one.orElseGet(() -> Long.getLong("firstSeed", 1));
        Optional<Long> many = Optional.ofNullable(Long.getLong("seeds"));
        long seeds = one.isPresent() ? 1 : time.isPresent() ? Long.MAX_VALUE : many.orElse(SEEDS);
        Duration most = time.orElse(many.isPresent() ? Duration.ofDays(1) : BUILD_MAX);
        long until = System.nanoTime() + most.toNanos();
        AtomicLong begun = new AtomicLong();
        Callable<List<Simulation.Result>> worker = () -> {
            List<Simulation.Result> results = new ArrayList<>();
            for (long number = begun.getAndIncrement();
                    number < seeds && System.nanoTime() < until;
                    number = begun.getAndIncrement()) {
                results.add(Simulation.of(first + number));
                if (results.getLast().violation().isPresent()) {
                    begun.set(seeds);
                }
            }
            return results;
        };
        int workers = Runtime.getRuntime().availableProcessors();
        List<Simulation.Result> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            for (Future<List<Simulation.Result>> done : threads.invokeAll(
                    Stream.generate(() -> worker).limit(workers).toList())) {
                results.addAll(done.get());
            }
        }
        return results;
    }
}
