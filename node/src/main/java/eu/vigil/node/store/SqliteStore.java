package eu.vigil.node.store;

import eu.vigil.node.journal.Reads;
import eu.vigil.node.journal.Transactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/**
 * The embedded store: one SQLite file in the data folder (WAL, {@code synchronous=FULL}: a commit is on disk when it returns),
 * one writing connection for the journal, a few reading ones.
 */
public final class SqliteStore implements Transactions<StoreTransaction>, Reads<StoreTransaction>, AutoCloseable {
    /** Of each connection, as far as it needs it: a batch of messages fits in, and the inner pages of every index. */
    private static final int CACHE_KIBIBYTES_MAX = 16 * 1024;

    private static final Set<SQLiteErrorCode> STORAGE_FAULTS =
            Set.of(SQLiteErrorCode.SQLITE_IOERR, SQLiteErrorCode.SQLITE_CORRUPT, SQLiteErrorCode.SQLITE_NOTADB);

    private final DataFolder folder;
    private final SuspectStore suspect;
    private final StoreKeys keys;
    private final Handle writer;
    private final Checkpoints checkpoints;
    private final ReadPool reads;
    private final Remembered remembered = Remembered.nothing();
    private final AtomicLong peopleChanges = new AtomicLong();

    private SqliteStore(
            DataFolder folder,
            SuspectStore suspect,
            StoreKeys keys,
            Handle writer,
            Checkpoints checkpoints,
            ReadPool reads) {
        this.folder = folder;
        this.suspect = suspect;
        this.keys = keys;
        this.writer = writer;
        this.checkpoints = checkpoints;
        this.reads = reads;
    }

    /**
     * Opens the store, or makes it; brings an older one to this release's tables.
     *
     * @param dataFolder made if missing, and closed to other users
     * @param fileName of the store in it
     * @param keys that it works with
     */
    public static StoreOpening open(Path dataFolder, String fileName, StoreKeys keys, StoreLimits limits) {
        return open(dataFolder, fileName, () -> keys, limits);
    }

    /**
     * The same, beside whoever reads the keys.
     *
     * @param keys asked for when the file is open and before anything in it is changed; what it throws ends the opening
     */
    public static StoreOpening open(Path dataFolder, String fileName, Supplier<StoreKeys> keys, StoreLimits limits) {
        DataFolder held = null;
        try {
            Optional<DataFolder> folder = DataFolder.hold(dataFolder);
            if (folder.isEmpty()) {
                return new StoreOpening.Refused(
                        "%s: another node runs on this data folder; stop it first".formatted(dataFolder));
            }
            held = folder.get();
            StoreOpening opening = open(held, held.file(fileName), keys, limits);
            if (opening instanceof StoreOpening.Opened) {
                held = null;
            }
            return opening;
        } catch (IOException | StoreFault | FlywayException e) {
            return new StoreOpening.Refused("%s: %s".formatted(dataFolder.resolve(fileName), e.getMessage()));
        } finally {
            release(held);
        }
    }

    private static StoreOpening open(DataFolder folder, Path file, Supplier<StoreKeys> asked, StoreLimits limits)
            throws IOException {
        SQLiteDataSource writing = source(file, limits, false);
        SuspectStore suspect = new SuspectStore(file);
        suspect.renew(writing);
        Handle writer = Handle.open(writing);
        boolean opened = false;
        try {
            int version = version(writer);
            if (version > Schema.NEWEST) {
                return new StoreOpening.Refused(
                        "%s: its schema %d is newer than this release's %d; use the release that wrote it, or a backup"
                                .formatted(file, version, Schema.NEWEST));
            }
            StoreKeys keys = asked.get();
            if (version < Schema.NEWEST) {
                Schema.migrate(writing);
                writer.execute("PRAGMA user_version = " + Schema.NEWEST);
            }
            writer.execute("PRAGMA wal_autocheckpoint = " + Checkpoints.PAGES_AT_MOST);
            Checkpoints checkpoints = new Checkpoints(writer, () -> Handle.open(source(file, limits, false)));
            ReadPool reads = new ReadPool(
                    () -> Handle.open(source(file, limits, true)),
                    limits,
                    handle -> new StoreTransaction(handle, keys, Remembered.nothing()));
            opened = true;
            return new StoreOpening.Opened(new SqliteStore(folder, suspect, keys, writer, checkpoints, reads));
        } finally {
            if (!opened) {
                writer.close();
            }
        }
    }

    private static int version(Handle handle) {
        return handle.createQuery("PRAGMA user_version").mapTo(Integer.class).one();
    }

    private static SQLiteDataSource source(Path file, StoreLimits limits, boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        if (!readOnly) {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        }
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        // Each connection has one thread at a time, and SQLite need not see to it at each of its calls
        // (sqlite.org/threadsafe.html).
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        config.setBusyTimeout(Math.toIntExact(limits.busyTimeout().toMillis()));
        config.setCacheSize(-CACHE_KIBIBYTES_MAX);
        // Nobody asks for them, and the driver would ask after every single insertion.
        config.setGetGeneratedKeys(false);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY); // nothing of a case may spill into a temporary folder
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    @Override
    public <A> CompletionStage<A> read(Function<? super StoreTransaction, ? extends A> question) {
        return reads.read(question);
    }

    @Override
    public Instant newestInstant() {
        return new SqliteNewestInstant(writer).find();
    }

    @Override
    public Open<StoreTransaction> begin() {
        checkpoints.check();
        writer.begin();
        return new Writing(new StoreTransaction(writer, keys, remembered));
    }

    @Override
    public void betweenBatches() {
        checkpoints.betweenBatches();
    }

    /** How often something about people or their tokens may have changed, for who remembers them: as soon as it is durable. */
    public long peopleChanges() {
        return peopleChanges.get();
    }

    @Override
    public boolean isStorageFault(Throwable thrown) {
        return isOfTheDisk(thrown);
    }

    static boolean isOfTheDisk(Throwable thrown) {
        return code(thrown).filter(STORAGE_FAULTS::contains).isPresent();
    }

    @Override
    public boolean isFull(Throwable thrown) {
        return code(thrown).filter(SQLiteErrorCode.SQLITE_FULL::equals).isPresent();
    }

    private static Optional<SQLiteErrorCode> code(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return Optional.of(SQLiteErrorCode.getErrorCode(sqlite.getErrorCode()));
            }
        }
        return Optional.empty();
    }

    /**
     * Leaves a mark that this store's disk failed, for the next start, which then works on a synced copy. To be called when the journal
     * tells its failure.
     *
     * @return false if not even the mark could be written
     */
    public boolean markSuspect(String why) {
        try {
            suspect.mark(why);
            return true;
        } catch (IOException _) {
            return false; // the disk is known to fail
        }
    }

    @Override
    public void close() {
        reads.close();
        checkpoints.close();
        if (writer.isInTransaction()) {
            writer.rollback(); // what was begun and never committed never was
        }
        writer.close();
        release(folder);
    }

    private static void release(@Nullable DataFolder folder) {
        if (folder != null) {
            try {
                folder.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final class Writing implements Open<StoreTransaction> {
        private final StoreTransaction ledger;

        Writing(StoreTransaction ledger) {
            this.ledger = ledger;
        }

        @Override
        public StoreTransaction ledger() {
            return ledger;
        }

        @Override
        public Commit commit(Instant at) {
            try {
                ledger.end(at);
                writer.commit();
            } catch (StoreFault e) {
                rollback();
                return code(e).<Commit>flatMap(code -> notWritten(code, e)).orElseGet(() -> new Commit.Unknown(e));
            }
            checkpoints.committed();
            if (ledger.askedForPeople()) {
                peopleChanges.incrementAndGet();
            }
            return new Commit.Durable();
        }

        /** What comes from a write, before the frame that would commit is whole, and never from a sync. */
        private static Optional<Commit> notWritten(SQLiteErrorCode code, StoreFault fault) {
            if (fault.getSuppressed().length > 0) {
                return Optional.empty();
            }
            return switch (code) {
                case SQLITE_FULL -> Optional.of(new Commit.NoRoom(fault));
                case SQLITE_CONSTRAINT -> Optional.of(new Commit.Contradicted(fault));
                default -> Optional.empty();
            };
        }

        @Override
        public void rollback() {
            remembered.forget();
            writer.rollback();
        }
    }
}
