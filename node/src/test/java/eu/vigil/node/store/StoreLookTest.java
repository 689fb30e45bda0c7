package eu.vigil.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.doctor.StoreFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who looks at a store from outside sees all of it and leaves no trace. */
class StoreLookTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant AT = Instant.parse("2026-11-22T02:10:00Z");

    @TempDir
    private Path folder;

    private record Trace(String digest, FileTime modified) {}

    @Test
    void besideARunningNodeItSeesWhatIsOnlyInTheWriteAheadLog() {
        SqliteStore store = written();
        Map<String, Trace> before = traces(folder);
        StoreFacts.Seen seen = seen(StoreLook.at(folder.resolve("store.db"), true, PATIENCE));
        assertThat(seen.newest()).isEqualTo(AT);
        assertThat(seen.schema()).isEqualTo(Schema.NEWEST);
        assertThat(seen.faults()).isEmpty();
        assertThat(seen.whole()).isTrue();
        assertThat(traces(folder)).containsOnlyKeys(before.keySet());
        store.begin().commit(AT.plusSeconds(1));
        store.close();
    }

    @Test
    void afterAKillItSeesTheSameAndChangesNoByte() throws IOException {
        SqliteStore store = written();
        Path killed = SqliteFile.afterPowerCut(folder, folder.resolve("killed"));
        Files.copy(folder.resolve("store.db-shm"), killed.resolve("store.db-shm"));
        store.close();

        Map<String, Trace> before = traces(killed);
        assertThat(seen(StoreLook.at(killed.resolve("store.db"), false, PATIENCE))
                        .newest())
                .isEqualTo(AT);
        assertThat(traces(killed)).isEqualTo(before);
    }

    @Test
    void afterACleanEndItMakesNoFileBesideTheStore() {
        written().close();
        Map<String, Trace> before = traces(folder);
        assertThat(seen(StoreLook.at(folder.resolve("store.db"), false, PATIENCE))
                        .newest())
                .isEqualTo(AT);
        assertThat(traces(folder)).isEqualTo(before);
    }

    @Test
    void damageIsNamedAndAMarkIsSeen() throws IOException {
        SqliteStore store = written();
        store.markSuspect("the disk said no");
        store.close();
        Path file = folder.resolve("store.db");
        assertThat(seen(StoreLook.at(file, false, PATIENCE)).suspect()).isTrue();

        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap("garbage!".getBytes(java.nio.charset.StandardCharsets.US_ASCII)), 8192);
        }
        assertThat(seen(StoreLook.at(file, false, PATIENCE)).faults()).isNotEmpty();

        Files.write(file, new byte[16384]);
        assertThat(StoreLook.at(file, false, PATIENCE)).isInstanceOf(StoreFacts.Unreadable.class);
        assertThat(StoreLook.at(folder.resolve("nothing.db"), false, PATIENCE)).isInstanceOf(StoreFacts.Absent.class);
    }

    @Test
    void aFolderIsHeldWhileANodeRunsAndNoLonger() {
        assertThat(StoreLook.isHeld(folder)).isFalse();
        SqliteStore store = SqliteFile.opened(folder);
        assertThat(StoreLook.isHeld(folder)).isTrue();
        store.close();
        assertThat(StoreLook.isHeld(folder)).isFalse();
    }

    private SqliteStore written() {
        SqliteStore store = SqliteFile.opened(folder);
        store.begin().commit(AT);
        return store;
    }

    private static StoreFacts.Seen seen(StoreFacts facts) {
        assertThat(facts).isInstanceOf(StoreFacts.Seen.class);
        return (StoreFacts.Seen) facts;
    }

    private static Map<String, Trace> traces(Path folder) {
        Map<String, Trace> traces = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                traces.put(
                        file.getFileName().toString(),
                        new Trace(HexFormat.of().formatHex(digest), Files.getLastModifiedTime(file)));
            }
            return traces;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
