package eu.vigil.node.sim;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A timer of one process, for what happens every so often and nothing else. */
final class FixedRate extends AbstractExecutorService implements ScheduledExecutorService {
    private final Turns turns;
    private final Life life;

    FixedRate(Turns turns, Life life) {
        this.turns = turns;
        this.life = life;
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        Duration every = Duration.of(delay, unit.toChronoUnit());
        turns.in(Duration.of(first, unit.toChronoUnit()), life, () -> again(task, every));
        return new Endless();
    }

    private void again(Runnable task, Duration every) {
        task.run();
        turns.in(every, life, () -> again(task, every));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void execute(Runnable task) {
        turns.in(Duration.ZERO, life, task);
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return life.isOver();
    }

    @Override
    public boolean isTerminated() {
        return life.isOver();
    }

    @Override
    public boolean awaitTermination(long most, TimeUnit unit) {
        return life.isOver();
    }

    /** Nobody asks it anything. */
    private static final class Endless extends CompletableFuture<Object> implements ScheduledFuture<Object> {
        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }
}
