package eu.vigil.node.store;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies what stands in the write-ahead log into the store's file. SQLite would do so within a commit, and whoever waits for that one
 * would wait for some 20 ms more; here another thread does, while the journal goes on writing.
 *
 * <p>A log that is written all the time is never copied to its end from beside. So the journal copies the little that is left between two
 * batches, and with its next one the log begins anew.
 */
final class Checkpoints implements AutoCloseable {
    /** 32 MiB: pages that every batch changes are copied once for many. */
    static final int PAGES = 8192;

    /** When SQLite copies within a commit after all: if the thread beside gets no processor for long. */
    static final int PAGES_AT_MOST = 2 * PAGES;

    /** What a commit of a single message writes; how much there is in the log, only the copying itself says. */
    private static final int PAGES_A_COMMIT = 40;

    private static final int CHANGES_A_PAGE = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    private final Handle writer;
    private final Supplier<Handle> connections;
    private final ExecutorService beside;
    private final AtomicReference<State> state = new AtomicReference<>(State.NOTHING);
    private long pages;
    private long changesBefore;
    private volatile @Nullable StoreFault fault;

    private enum State {
        NOTHING,
        BESIDE,
        REST
    }

    /**
     * Copies beside {@code writer}.
     *
     * @param connections asked for one that may write, when it is first needed
     */
    Checkpoints(Handle writer, Supplier<Handle> connections) {
        this(writer, connections, thread());
    }

    @SuppressWarnings("ThreadPriorityCheck") // whatever else the node does goes before
    private static ExecutorService thread() {
        return Executors.newSingleThreadExecutor(Thread.ofPlatform()
                .name("checkpoint")
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .factory());
    }

    Checkpoints(Handle writer, Supplier<Handle> connections, ExecutorService beside) {
        this.writer = writer;
        this.connections = connections;
        this.beside = beside;
        this.changesBefore = writer.changes();
    }

    /** Throws if the disk failed where nobody waited for it: then nothing more may be promised. */
    void check() {
        StoreFault failed = fault;
        if (failed != null) {
            throw failed;
        }
    }

    /** To be told after each commit, by the thread that writes. */
    void committed() {
        long changes = writer.changes();
        pages += PAGES_A_COMMIT + (changes - changesBefore) / CHANGES_A_PAGE;
        changesBefore = changes;
        if (pages >= PAGES && state.compareAndSet(State.NOTHING, State.BESIDE)) {
            pages = 0;
            beside.execute(this::copyBeside);
        }
    }

    /** Between two batches, by the thread that writes: some milliseconds now and then. */
    void betweenBatches() {
        if (state.get() == State.REST) {
            copy(writer);
            state.set(State.NOTHING);
        }
    }

    private void copyBeside() {
        try (Handle connection = connections.get()) {
            copy(connection);
            copy(connection); // what was written meanwhile, which is less
        } catch (StoreFault e) {
            failed(e);
        }
        state.set(State.REST);
    }

    /** Never after a fault of the disk: another sync would seem to succeed. */
    private void copy(Handle connection) {
        if (fault != null) {
            return;
        }
        try {
            connection
                    .createQuery("PRAGMA wal_checkpoint(PASSIVE)")
                    .mapTo(Integer.class)
                    .one();
        } catch (StoreFault e) {
            failed(e);
        }
    }

    private void failed(StoreFault why) {
        if (SqliteStore.isOfTheDisk(why)) {
            fault = why;
        } else {
            LOG.atWarn().setCause(why).log("the store's log could not be copied; it is tried again");
        }
    }

    @Override
    public void close() {
        beside.close();
    }
}
