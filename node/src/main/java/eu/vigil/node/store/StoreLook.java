package eu.vigil.node.store;

import eu.vigil.node.doctor.StoreFacts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/**
 * Looks at a store from outside, beside a node or without one, and leaves no trace: it writes nothing, makes no file, and ends
 * in time.
 */
public final class StoreLook {
    private static final int FAULTS_MAX = 5;

    private StoreLook() {}

    /** True if some process holds the data folder. */
    public static boolean isHeld(Path dataFolder) {
        Path lock = dataFolder.resolve(DataFolder.LOCK);
        // Shared: two doctors at once do not take each other for a node.
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.READ);
                FileLock held = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return held == null;
        } catch (OverlappingFileLockException _) {
            return true; // by this very process
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * Looks.
     *
     * @param held whether a node has the store open
     * @param timeMax how long the whole of it is looked at; a long read would keep a node's write-ahead log from shrinking
     */
    public static StoreFacts at(Path file, boolean held, Duration timeMax) {
        try {
            if (Files.size(file) == 0) {
                return new StoreFacts.Absent();
            }
        } catch (NoSuchFileException _) {
            return new StoreFacts.Absent();
        } catch (IOException e) {
            return new StoreFacts.Unreadable(String.valueOf(e.getMessage()));
        }
        try (Handle handle = Handle.open(source(file, held))) {
            return seen(file, handle, timeMax);
        } catch (StoreFault e) {
            return new StoreFacts.Unreadable(String.valueOf(e.getCause().getMessage()));
        }
    }

    private static StoreFacts seen(Path file, Handle handle, Duration timeMax) {
        long pageBytes = number(handle, "PRAGMA page_size");
        int schema = (int) number(handle, "PRAGMA user_version");
        Instant newest = schema == 0 ? Instant.EPOCH : new SqliteNewestInstant(handle).find();
        Whole whole = whole(handle, timeMax);
        return new StoreFacts.Seen(
                schema,
                Schema.NEWEST,
                Files.exists(beside(file, SuspectStore.MARK)),
                whole.faults(),
                whole.finished(),
                pageBytes * number(handle, "PRAGMA page_count"),
                pageBytes * number(handle, "PRAGMA freelist_count"),
                newest,
                handle.createQuery("SELECT sqlite_version()")
                        .mapTo(String.class)
                        .one());
    }

    private record Whole(List<String> faults, boolean finished) {}

    private static Whole whole(Handle handle, Duration timeMax) {
        try (ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("look-watch").daemon().factory())) {
            watch.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            boolean[] interrupted = new boolean[1];
            var _ = watch.schedule(
                    () -> {
                        interrupted[0] = true;
                        handle.getConnection()
                                .unwrap(SQLiteConnection.class)
                                .getDatabase()
                                .interrupt();
                        return true;
                    },
                    timeMax.toNanos(),
                    TimeUnit.NANOSECONDS);
            try {
                List<String> lines = handle.createQuery("PRAGMA quick_check(%d)".formatted(FAULTS_MAX))
                        .mapTo(String.class)
                        .list();
                List<String> faults =
                        lines.stream().map(line -> line.replace('\n', ' ')).toList();
                return new Whole(lines.equals(List.of("ok")) ? List.of() : faults, true);
            } catch (StoreFault e) {
                if (interrupted[0]) {
                    return new Whole(List.of(), false);
                }
                throw e;
            }
        }
    }

    private static long number(Handle handle, String question) {
        return handle.createQuery(question).mapTo(Long.class).one();
    }

    /**
     * A node's own write-ahead log is read through the index that it keeps. Without a node the index of a kill is copied into
     * memory, and after a clean end the file is taken as it lies. Only a log whose index somebody has taken away gets a new one;
     * SQLite gives it the owner and the rights of the store.
     */
    private static SQLiteDataSource source(Path file, boolean held) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        boolean log = beside(file, "-wal").toFile().length() > 0;
        boolean index = Files.exists(beside(file, "-shm"));
        String how = "mode=ro";
        if (!held && !log) {
            how = "mode=ro&immutable=1";
        } else if (!held && index) {
            how = "mode=ro&readonly_shm=1";
        }
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:%s?%s".formatted(file.toUri().toString().replace("file:///", "file:/"), how));
        return source;
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
