package eu.vigil.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.vigil.node.journal.ReadUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {
    private static final StoreLimits IMPATIENT = new StoreLimits(2, Duration.ofSeconds(1), 2, Duration.ofSeconds(1));

    @TempDir
    Path temporary;

    @Test
    void onlyTheOwnerCanReadTheFolderAndItsFiles() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("data"), permissions("rwxr-xr-x"));
        Files.createFile(folder.resolve("store.db"), permissions("rw-r--r--"));

        try (SqliteStore store = opened(folder)) {
            store.begin().commit(Instant.EPOCH);

            assertThat(rights(folder)).isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files)
                        .extracting(file -> file.getFileName() + " " + rights(file))
                        .containsExactlyInAnyOrder(
                                "store.db rw-------",
                                "store.db-wal rw-------",
                                "store.db-shm rw-------",
                                "vigil.lock rw-------");
            }
        }
    }

    @Test
    void twoNodesCannotOpenTheSameDataFolder() {
        try (SqliteStore _ = opened(temporary)) {
            assertThat(refusal(temporary)).contains("another node runs on this data folder");
        }
        opened(temporary).close();
    }

    @Test
    void aStoreOfANewerReleaseIsRefusedAndLeftAlone() throws SQLException {
        opened(temporary).close();
        userVersion(Schema.NEWEST + 1);

        assertThat(refusal(temporary)).contains("newer than this release's " + Schema.NEWEST);
        userVersion(Schema.NEWEST);
        opened(temporary).close();
    }

    @Test
    void aFileThatIsNoStoreIsRefusedAndTheFolderIsFreeAgain() throws IOException {
        Path file = Files.writeString(temporary.resolve("store.db"), "not a database ".repeat(100));
        assertThat(refusal(temporary)).contains("store.db");

        Files.delete(file);
        opened(temporary).close();
    }

    @Test
    void theNewestSchemaIsThatOfTheNewestMigrationAndNoNumberIsTakenTwice() throws IOException, URISyntaxException {
        Path folder = Path.of(Schema.class.getResource("V001__log.sql").toURI()).getParent();
        try (Stream<Path> files = Files.list(folder)) {
            List<Integer> versions = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .map(name -> Integer.valueOf(name.substring(1, 4)))
                    .sorted()
                    .toList();
            assertThat(versions).doesNotHaveDuplicates().last().isEqualTo(Schema.NEWEST);
        }
    }

    @Test
    void everyCommitIsOnDiskWhenItReturnsAndForeignKeysHold() {
        try (SqliteStore store = opened(temporary)) {
            Handle writer = writer(store);
            assertThat(pragma(writer, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(writer, "synchronous")).isEqualTo("2");
            assertThat(pragma(writer, "foreign_keys")).isEqualTo("1");
        }
    }

    @Test
    void theInstantOfTheNewestBatchIsKeptOverARestart() {
        Instant at = Instant.parse("2026-03-29T01:10:00.123456Z");
        try (SqliteStore store = opened(temporary)) {
            assertThat(store.newestInstant()).isEqualTo(Instant.EPOCH);
            store.begin().commit(at);
        }
        try (SqliteStore store = opened(temporary)) {
            store.begin().rollback();
            assertThat(store.newestInstant()).isEqualTo(at);
        }
    }

    @Test
    void aReadSeesWhatIsCommittedAndNothingElse() {
        Instant at = Instant.parse("2026-03-29T01:10:00Z");
        try (SqliteStore store = opened(temporary)) {
            var open = store.begin();
            open.ledger().newestInstant().set(at);
            assertThat(newest(store)).isEqualTo(Instant.EPOCH);
            open.commit(at);
            assertThat(newest(store)).isEqualTo(at);
        }
    }

    @Test
    void toWriteThroughAReadFails() {
        try (SqliteStore store = opened(temporary)) {
            CompletionStage<Integer> read = store.read(view -> {
                view.newestInstant().set(Instant.EPOCH);
                return 1;
            });
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> join(read))
                    .withCauseInstanceOf(StoreFault.class);
        }
    }

    @Test
    void aReadThatTakesTooLongIsInterruptedAndTheNextOneIsNot() {
        try (SqliteStore store = opened(temporary, IMPATIENT)) {
            assertThat(newest(store)).isEqualTo(Instant.EPOCH);
            CompletionStage<Integer> endless = store.read(view -> view.newestInstant()
                    .handle()
                    .createQuery(
                            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n")
                    .mapTo(Integer.class)
                    .one());
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> join(endless))
                    .havingCause()
                    .isInstanceOf(ReadUnavailable.class)
                    .withMessageContaining("PT1S");
            for (int i = 0; i < 4; i++) {
                assertThat(newest(store)).isEqualTo(Instant.EPOCH);
            }
        }
    }

    @Test
    void moreReadsThanMayWaitAreRefusedAtOnce() {
        try (SqliteStore store = opened(temporary, IMPATIENT)) {
            CountDownLatch gate = new CountDownLatch(1);
            List<CompletionStage<Boolean>> reads = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                reads.add(store.read(_ -> {
                    try {
                        gate.await();
                    } catch (InterruptedException _) {
                        return false;
                    }
                    return true;
                }));
            }
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> join(reads.getLast()))
                    .havingCause()
                    .isInstanceOf(ReadUnavailable.class)
                    .withMessageContaining("2 reads wait");
            gate.countDown();
            reads.removeLast();
            assertThat(reads).extracting(SqliteStoreTest::join).containsOnly(true);
        }
    }

    private static <A> A join(CompletionStage<A> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static Instant newest(SqliteStore store) {
        return join(store.read(view -> view.newestInstant().find()));
    }

    private static SqliteStore opened(Path folder) {
        return opened(folder, StoreLimits.USUAL);
    }

    private static SqliteStore opened(Path folder, StoreLimits limits) {
        return switch (SqliteStore.open(folder, "store.db", Logs.KEYS, limits)) {
            case StoreOpening.Opened(var store) -> store;
            case StoreOpening.Refused(var why) -> throw new AssertionError(why);
        };
    }

    private static String refusal(Path folder) {
        return switch (SqliteStore.open(folder, "store.db", Logs.KEYS, StoreLimits.USUAL)) {
            case StoreOpening.Opened(var store) -> {
                store.close();
                throw new AssertionError("opened");
            }
            case StoreOpening.Refused(var why) -> why;
        };
    }

    private void userVersion(int version) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + temporary.resolve("store.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = " + version);
        }
    }

    private static Handle writer(SqliteStore store) {
        var open = store.begin();
        Handle handle = open.ledger().newestInstant().handle();
        open.rollback();
        return handle;
    }

    private static String pragma(Handle handle, String name) {
        return handle.createQuery("PRAGMA " + name).mapTo(String.class).one();
    }

    private static FileAttribute<?> permissions(String rights) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights));
    }

    private static String rights(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
