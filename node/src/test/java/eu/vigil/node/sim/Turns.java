package eu.vigil.node.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Virtual time: things happen in the order of their instants, then in the order in which they were asked for. */
final class Turns {
    private record Turn(long at, long number, Life life, Runnable task) {}

    private final PriorityQueue<Turn> queue =
            new PriorityQueue<>(Comparator.comparingLong(Turn::at).thenComparingLong(Turn::number));
    private final Instant start;
    private final Runnable afterEach;
    private final Consumer<Throwable> onDefect;
    private long now;
    private long numbers;
    private long turns;
    private int depth;

    /**
     * Time that begins at {@code start}.
     *
     * @param afterEach runs after each turn
     * @param onDefect told what a turn threw
     */
    Turns(Instant start, Runnable afterEach, Consumer<Throwable> onDefect) {
        this.start = start;
        this.afterEach = afterEach;
        this.onDefect = onDefect;
    }

    Instant now() {
        return start.plusNanos(now);
    }

    /** Nanoseconds since the start. */
    long elapsed() {
        return now;
    }

    /** Nothing happens for so long, as if all machines slept; what was due meanwhile is late. */
    void doze(Duration time) {
        now += time.toNanos();
    }

    /** How many turns there were. */
    long count() {
        return turns;
    }

    /** How many turns wait for what others do. */
    int depth() {
        return depth;
    }

    void in(Duration delay, Life life, Runnable task) {
        at(now + Math.max(0, delay.toNanos()), life, task);
    }

    void at(long elapsed, Life life, Runnable task) {
        queue.add(new Turn(Math.max(now, elapsed), numbers++, life, task));
    }

    /** Takes the next turn that is due by {@code until}; if there is none, it is {@code until}. */
    boolean next(long until) {
        Turn turn = queue.peek();
        if (turn == null || turn.at() > until) {
            now = Math.max(now, until);
            return false;
        }
        queue.remove();
        now = Math.max(now, turn.at());
        if (!turn.life().isOver()) {
            turns++;
            try {
                turn.task().run();
            } catch (Life.Ended _) {
                // whoever ended has said so
            } catch (RuntimeException | Error defect) {
                onDefect.accept(defect);
            }
            afterEach.run();
        }
        return true;
    }

    /** The others go on until the stage has ended, at most so long; for a process that is waiting. */
    <A> A await(CompletionStage<A> stage, Duration most, Life life)
            throws ExecutionException, TimeoutException, InterruptedException {
        CompletableFuture<A> awaited = stage.toCompletableFuture();
        long until = now + most.toNanos();
        depth++;
        try {
            while (!awaited.isDone() && !life.isOver()) {
                if (!next(until)) {
                    throw new TimeoutException();
                }
            }
        } finally {
            depth--;
        }
        if (life.isOver()) {
            throw new Life.Ended();
        }
        return awaited.get();
    }
}
