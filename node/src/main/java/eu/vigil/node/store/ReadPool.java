package eu.vigil.node.store;

import eu.vigil.node.journal.ReadUnavailable;
import eu.vigil.node.journal.Reads;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sqlite.SQLiteConnection;

/**
 * Reads on a few platform threads with read-only connections of their own.
 *
 * <p>Not virtual threads: a call into SQLite's native code would pin their carriers, and four long reads would stop every other
 * virtual thread of a small machine.
 */
final class ReadPool implements Reads<StoreTransaction>, AutoCloseable {
    /** A read that has seen so many ticks of the watch is interrupted, and again with each further one. */
    private static final int TICKS = 10;

    private final StoreLimits limits;
    private final Function<Handle, StoreTransaction> view;
    /** The one used last is used next: as long as nothing was committed since, it still has the pages that it read. */
    private final Deque<Reader> idle = new ConcurrentLinkedDeque<>();

    private final List<Reader> all = new ArrayList<>();
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor watch;
    private final AtomicBoolean watched = new AtomicBoolean();

    ReadPool(Supplier<Handle> connections, StoreLimits limits, Function<Handle, StoreTransaction> view) {
        this.limits = limits;
        this.view = view;
        for (int i = 0; i < limits.readThreads(); i++) {
            Reader reader = new Reader(connections.get());
            all.add(reader);
            idle.push(reader);
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
        Reader reader = idle.pop(); // as many as threads
        reader.begin();
        watchOn();
        A read = null;
        Throwable thrown = null;
        try {
            read = reader.handle.inTransaction(() -> question.apply(view.apply(reader.handle)));
        } catch (RuntimeException | Error e) {
            thrown = e;
        }
        boolean fired = reader.end();
        idle.push(reader);
        if (thrown == null) {
            answer.complete(read);
        } else if (fired) {
            answer.completeExceptionally(
                    new ReadUnavailable("a read took longer than %s".formatted(limits.readTime())));
        } else {
            answer.completeExceptionally(thrown);
        }
    }

    /** The watch ticks only while somebody reads, and not for each read: that would wake a thread for every one. */
    private void watchOn() {
        if (watched.compareAndSet(false, true)) {
            try {
                var _ = watch.schedule(
                        this::tick, limits.readTime().dividedBy(TICKS).toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException _) {
                return; // the store is being closed, which interrupts every read
            }
        }
    }

    private void tick() {
        all.forEach(Reader::tick);
        watched.set(false);
        if (all.stream().anyMatch(Reader::isReading)) {
            watchOn();
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        watch.shutdownNow();
        all.forEach(Reader::interrupt);
        try {
            threads.awaitTermination(limits.readTime().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        all.forEach(reader -> reader.handle.close());
    }

    /** A connection, and the read that it serves: an interrupt is for that one and never for the one after it. */
    private static final class Reader {
        private final Handle handle;
        private boolean reading;
        private int ticks;

        Reader(Handle handle) {
            this.handle = handle;
        }

        synchronized void begin() {
            reading = true;
            ticks = 0;
        }

        /** True if the read was interrupted. */
        synchronized boolean end() {
            reading = false;
            return ticks > TICKS;
        }

        synchronized boolean isReading() {
            return reading;
        }

        /** Again and again: an interrupt that comes between two statements stops neither. */
        synchronized void tick() {
            if (reading && ++ticks > TICKS) {
                interrupt();
            }
        }

        void interrupt() {
            try {
                handle.getConnection()
                        .unwrap(SQLiteConnection.class)
                        .getDatabase()
                        .interrupt();
            } catch (SQLException e) {
                throw new IllegalStateException("a reading connection could not be interrupted", e);
            }
        }
    }
}
