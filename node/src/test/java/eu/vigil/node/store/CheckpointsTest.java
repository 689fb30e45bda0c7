package eu.vigil.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class CheckpointsTest {
    private static final int PAGE_BYTES = 4096;
    private static final int BLOB_BYTES = 50 * PAGE_BYTES;
    private static final long LOG_BYTES = (long) Checkpoints.PAGES * PAGE_BYTES;

    @TempDir
    Path temporary;

    private final Beside beside = new Beside();
    private Handle writer;

    @BeforeEach
    void open() {
        writer = connection();
        writer.execute("CREATE TABLE thing (content BLOB)");
        writer.execute("PRAGMA wal_autocheckpoint = " + Checkpoints.PAGES_AT_MOST);
    }

    @AfterEach
    void close() {
        writer.close();
    }

    /** Runs nothing until it is told to. */
    private static final class Beside extends AbstractExecutorService {
        private final List<Runnable> waiting = new ArrayList<>();

        @Override
        public void execute(Runnable work) {
            waiting.add(work);
        }

        void run() {
            List<Runnable> now = List.copyOf(waiting);
            waiting.clear();
            now.forEach(Runnable::run);
        }

        @Override
        public void shutdown() {
            waiting.clear();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return true;
        }

        @Override
        public boolean isTerminated() {
            return true;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }

    private Handle connection() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + temporary.resolve("things.db"));
        return Handle.open(source);
    }

    private Checkpoints checkpoints(Supplier<Handle> connections) {
        return new Checkpoints(writer, connections, beside);
    }

    private void write(Checkpoints checkpoints, int commits) {
        for (int i = 0; i < commits; i++) {
            writer.createUpdate("INSERT INTO thing (content) VALUES (:content)")
                    .bind("content", new byte[BLOB_BYTES])
                    .execute();
            checkpoints.committed();
        }
    }

    private long bytes(String name) {
        try {
            return Files.size(temporary.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void nothingIsCopiedWithinACommit() {
        long before = bytes("things.db");
        write(checkpoints(this::connection), 300);

        assertThat(bytes("things.db-wal")).isGreaterThan(LOG_BYTES);
        assertThat(bytes("things.db")).isEqualTo(before);
    }

    @Test
    void aLogOfThirtyTwoMebibytesIsCopiedBesideTheWriter() {
        write(checkpoints(this::connection), 300);
        beside.run();

        assertThat(bytes("things.db")).isGreaterThan(100L * BLOB_BYTES);
    }

    @Test
    void aShortLogIsLeftAlone() {
        write(checkpoints(this::connection), 50);

        assertThat(beside.waiting).isEmpty();
    }

    @Test
    void whatCouldNotBeCopiedBesideIsCopiedBetweenTwoBatchesAndTheLogBeginsAnew() {
        Checkpoints checkpoints = checkpoints(this::connection);
        try (Handle reader = connection()) {
            reader.begin();
            assertThat(reader.createQuery("SELECT count(*) FROM thing")
                            .mapTo(Integer.class)
                            .one())
                    .isZero();
            write(checkpoints, 300);
            beside.run(); // it copies nothing that is newer than what somebody reads
            reader.commit();
        }
        long log = bytes("things.db-wal");

        checkpoints.betweenBatches();
        write(checkpoints, 50);

        assertThat(bytes("things.db-wal")).isEqualTo(log);
    }

    @Test
    void aLogThatNobodyWritesMeanwhileBeginsAnewByItself() {
        Checkpoints checkpoints = checkpoints(this::connection);
        write(checkpoints, 300);
        beside.run();
        long log = bytes("things.db-wal");
        write(checkpoints, 50);

        assertThat(bytes("things.db-wal")).isEqualTo(log);
    }

    @Test
    void aDiskThatFailsBesideTheWriterIsToldToTheNextBatch() {
        Checkpoints checkpoints = checkpoints(() -> {
            throw fault(SQLiteErrorCode.SQLITE_IOERR);
        });
        write(checkpoints, 300);
        assertThatCode(checkpoints::check).doesNotThrowAnyException();
        beside.run();

        assertThatThrownBy(checkpoints::check).isInstanceOf(StoreFault.class).matches(SqliteStore::isOfTheDisk);
    }

    @Test
    void afterAFaultOfTheDiskNothingIsCopiedAnyMore() {
        Checkpoints checkpoints = checkpoints(() -> {
            throw fault(SQLiteErrorCode.SQLITE_IOERR);
        });
        write(checkpoints, 300);
        beside.run();
        long file = bytes("things.db");

        checkpoints.betweenBatches();

        assertThat(bytes("things.db")).isEqualTo(file);
    }

    @Test
    void withoutRoomItIsTriedAgainLater() {
        List<Boolean> tries = new ArrayList<>();
        Checkpoints checkpoints = checkpoints(() -> {
            tries.add(true);
            throw fault(SQLiteErrorCode.SQLITE_FULL);
        });
        for (int i = 0; i < 2; i++) {
            write(checkpoints, 300);
            beside.run();
            checkpoints.betweenBatches();
        }

        assertThat(tries).hasSize(2);
        assertThatCode(checkpoints::check).doesNotThrowAnyException();
    }

    private static StoreFault fault(SQLiteErrorCode code) {
        return new StoreFault("copying", new SQLiteException(code.message, code));
    }
}
