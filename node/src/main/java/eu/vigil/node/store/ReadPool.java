package eu.vigil.node.store;

import eu.vigil.node.journal.ReadUnavailable;
import eu.vigil.node.journal.Reads;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * Reads on a few platform threads with read-only connections of their own.
 *
 * <p>Not virtual threads: a call into SQLite's native code would pin their carriers, and four long reads would stop every other
 * virtual thread of a small machine.
 */
final class ReadPool implements Reads<StoreTransaction>, AutoCloseable {
    private static final Duration INTERRUPT_AGAIN = Duration.ofMillis(20);

    private final StoreLimits limits;
    private final Function<Handle, StoreTransaction> view;
    private final BlockingQueue<Handle> idle;
    private final List<Handle> all = new ArrayList<>();
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor watch;

    ReadPool(Supplier<Handle> connections, StoreLimits limits, Function<Handle, StoreTransaction> view) {
        this.limits = limits;
        this.view = view;
        this.idle = new ArrayBlockingQueue<>(limits.readThreads());
        for (int i = 0; i < limits.readThreads(); i++) {
            Handle handle = connections.get();
            all.add(handle);
            idle.add(handle);
        }
        this.threads = new ThreadPoolExecutor(
                limits.readThreads(),
                limits.readThreads(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(limits.readsWaitingMax()),
                Thread.ofPlatform().name("store-read-", 0).daemon().factory());
        this.watch = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("store-watch").daemon().factory());
        this.watch.setRemoveOnCancelPolicy(true);
    }

    @Override
    public <A> CompletionStage<A> read(Function<? super StoreTransaction, ? extends A> question) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        try {
            threads.execute(() -> answer(question, answer));
        } catch (RejectedExecutionException _) {
            answer.completeExceptionally(new ReadUnavailable(
                    threads.isShutdown()
                            ? "the store is closed"
                            : "%d reads wait already".formatted(limits.readsWaitingMax())));
        }
        return answer;
    }

    private <A> void answer(Function<? super StoreTransaction, ? extends A> question, CompletableFuture<A> answer) {
        Handle handle = idle.remove(); // as many handles as threads
        Interrupt interrupt = new Interrupt(handle);
        // again and again: an interrupt that comes between two statements stops neither
        ScheduledFuture<?> timer = watch.scheduleWithFixedDelay(
                interrupt::fire, limits.readTime().toNanos(), INTERRUPT_AGAIN.toNanos(), TimeUnit.NANOSECONDS);
        A read = null;
        Throwable thrown = null;
        try {
            read = handle.inTransaction(() -> question.apply(view.apply(handle)));
        } catch (RuntimeException | Error e) {
            thrown = e;
        }
        boolean fired = interrupt.disarm();
        timer.cancel(false);
        idle.add(handle);
        if (thrown == null) {
            answer.complete(read);
        } else if (fired) {
            answer.completeExceptionally(
                    new ReadUnavailable("a read took longer than %s".formatted(limits.readTime())));
        } else {
            answer.completeExceptionally(thrown);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        watch.shutdownNow();
        all.forEach(ReadPool::interrupt);
        try {
            threads.awaitTermination(limits.readTime().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        all.forEach(Handle::close);
    }

    private static void interrupt(Handle handle) {
        try {
            handle.getConnection().unwrap(SQLiteConnection.class).getDatabase().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException("a reading connection could not be interrupted", e);
        }
    }

    /** Interrupts one read, and never the one after it on the same connection. */
    private static final class Interrupt {
        private @Nullable Handle running;
        private boolean fired;

        Interrupt(Handle running) {
            this.running = running;
        }

        synchronized void fire() {
            if (running != null) {
                fired = true;
                interrupt(running);
            }
        }

        synchronized boolean disarm() {
            running = null;
            return fired;
        }
    }
}
