package eu.vigil.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.vigil.node.journal.BatchLimits;
import eu.vigil.node.journal.Journal;
import eu.vigil.node.journal.Outcome;
import eu.vigil.node.journal.Priority;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system without a free byte. */
class FullDiskTest {
    private static final Instant NIGHT = Instant.parse("2026-03-29T01:10:00Z");
    private static final int BLOCK = 4096;

    @TempDir
    Path disk;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "mode=0700,size=4m", "tmpfs", disk.toString()),
                "nothing may be mounted here: this needs root");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "--lazy", disk.toString());
    }

    @Test
    void nothingIsTakenWhileTheDiskIsFullAndEverythingGoesOnOnceThereIsRoom() throws Exception {
        try (SqliteStore store = SqliteFile.opened(disk);
                Journal<StoreTransaction> journal = new Journal<>(store, () -> NIGHT, BatchLimits.DEFAULT, cause -> {
                    throw new AssertionError("the store is not at fault", cause);
                })) {
            journal.start();
            assertThat(append(journal, 0)).isInstanceOf(Outcome.Committed.class);
            fill();
            for (int i = 1; i < 4; i++) {
                assertThat(append(journal, i)).isEqualTo(new Outcome.NotTaken<>(false));
            }
            assertThat(journal.isAlive()).isTrue();
            Files.delete(disk.resolve("filler"));
            assertThat(append(journal, 4)).isInstanceOf(Outcome.Committed.class);
            assertThat(store.<Long>read(ledger -> ledger.pairLogs().size(Logs.BELGIUM))
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(2);
        }
    }

    private static Outcome<?> append(Journal<StoreTransaction> journal, long number) {
        return journal.submit(
                        (ledger, at) -> ledger.pairLogs().append(Logs.BELGIUM, Logs.leaf(Logs.BELGIUM, number, at)),
                        Priority.TRAFFIC,
                        BLOCK)
                .toCompletableFuture()
                .join();
    }

    private void fill() throws IOException {
        try (OutputStream filler = Files.newOutputStream(disk.resolve("filler"))) {
            while (true) {
                filler.write(new byte[BLOCK]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static boolean run(String... line) throws InterruptedException {
        try {
            return new ProcessBuilder(line).start().waitFor() == 0;
        } catch (IOException _) {
            return false; // there is no such program
        }
    }
}
