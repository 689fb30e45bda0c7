package eu.vigil.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.journal.LeafPosition;
import eu.vigil.protocol.wire.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a failed sync the next start works on a copy that is surely on the disk. */
class SuspectStoreTest {
    private static final Instant NIGHT = Instant.parse("2026-03-29T01:10:00Z");
    private static final LeafPosition FIRST = new LeafPosition(Logs.BELGIUM, 1, 0);

    @TempDir
    Path temporary;

    @Test
    void aMarkedStoreIsCopiedAtTheNextStartAndNothingIsLost() throws IOException {
        Path live = temporary.resolve("live");
        Path died = temporary.resolve("died");
        Receipt before;
        try (SqliteStore store = SqliteFile.opened(live)) {
            append(store);
            before = receipt(store);
            store.markSuspect("fsync failed");
            SqliteFile.afterPowerCut(live, died);
        }
        new SuspectStore(died.resolve("store.db")).mark("fsync failed");
        Object old = fileKey(died);

        try (SqliteStore store = SqliteFile.opened(died)) {
            assertThat(receipt(store)).isEqualTo(before);
            assertThat(fileKey(died)).isNotEqualTo(old);
            assertThat(names(died)).containsExactlyInAnyOrder("store.db", "store.db-wal", "store.db-shm", "vigil.lock");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(died.resolve("store.db"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aStoreWithoutAMarkIsNotCopied() throws IOException {
        SqliteFile.opened(temporary).close();
        Object old = fileKey(temporary);
        SqliteFile.opened(temporary).close();
        assertThat(fileKey(temporary)).isEqualTo(old);
    }

    @Test
    void aCrashAfterTheCopyWasWholeTakesTheCopyAndNotWhatIsLeftOfTheOldFile() throws IOException {
        Receipt before;
        try (SqliteStore store = SqliteFile.opened(temporary)) {
            append(store);
            before = receipt(store);
        }
        Path file = temporary.resolve("store.db");
        Files.move(file, temporary.resolve("store.db.whole"));
        Files.writeString(file, "rotten");
        Files.writeString(temporary.resolve("store.db-wal"), "rotten");
        new SuspectStore(file).mark("fsync failed");

        try (SqliteStore store = SqliteFile.opened(temporary)) {
            assertThat(receipt(store)).isEqualTo(before);
        }
        assertThat(names(temporary)).containsExactlyInAnyOrder("store.db", "vigil.lock");
    }

    @Test
    void aCrashWithinTheCopyBeginsItAgain() throws IOException {
        Receipt before;
        try (SqliteStore store = SqliteFile.opened(temporary)) {
            append(store);
            before = receipt(store);
            store.markSuspect("fsync failed");
        }
        Files.writeString(temporary.resolve("store.db.copy"), "half");
        try (SqliteStore store = SqliteFile.opened(temporary)) {
            assertThat(receipt(store)).isEqualTo(before);
        }
        assertThat(names(temporary)).containsExactlyInAnyOrder("store.db", "vigil.lock");
    }

    private static void append(SqliteStore store) {
        var open = store.begin();
        open.ledger().pairLogs().append(Logs.BELGIUM, Logs.leaf(Logs.BELGIUM, 1, NIGHT));
        open.ledger().pairLogs().endBatch(NIGHT);
        open.commit(NIGHT);
    }

    private static Receipt receipt(SqliteStore store) {
        return store.<Optional<Receipt>>read(ledger -> ledger.pairLogs().receipt(FIRST))
                .toCompletableFuture()
                .join()
                .orElseThrow();
    }

    private static Object fileKey(Path folder) throws IOException {
        return Files.getAttribute(folder.resolve("store.db"), "unix:ino");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
