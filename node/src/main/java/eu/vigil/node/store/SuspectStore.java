package eu.vigil.node.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import javax.sql.DataSource;

/**
 * A store whose disk once failed to sync. Linux may then have marked pages clean that never reached the disk: what is read looks
 * right until the next power cut. So the failing node leaves a mark, and the next start copies everything it reads to a new
 * file, syncs that, and puts it in the place of the old.
 *
 * <p>A crash at any step leaves either the old file with its mark or the whole copy; never neither.
 */
final class SuspectStore {
    /** Behind the name of the store's file. */
    static final String MARK = ".suspect";

    private final Path mark;
    private final Path file;
    private final Path copy;
    private final Path whole;

    SuspectStore(Path file) {
        this.file = file;
        this.mark = beside(MARK);
        this.copy = beside(".copy");
        this.whole = beside(".whole");
    }

    /** Leaves the mark. */
    void mark(String why) throws IOException {
        Files.writeString(
                Files.exists(mark)
                        ? mark
                        : Files.createFile(
                                mark,
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
                why + "\n",
                StandardOpenOption.APPEND,
                StandardOpenOption.SYNC);
        syncFolder();
    }

    /** Puts a synced copy in the place of a marked store; does nothing to any other. Nobody may have it open. */
    void renew(DataSource store) throws IOException {
        if (!Files.exists(mark)) {
            return;
        }
        if (!Files.exists(whole)) {
            Files.deleteIfExists(copy);
            // the owner's before SQLite writes a byte into it
            Files.createFile(copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (Handle handle = Handle.open(store)) {
                handle.createUpdate("VACUUM INTO :copy")
                        .bind("copy", copy.toString())
                        .execute();
            }
            sync(copy); // SQLite does not sync what VACUUM INTO writes
            Files.move(copy, whole, StandardCopyOption.ATOMIC_MOVE);
            syncFolder();
        }
        for (String old : List.of("-wal", "-shm")) {
            Files.deleteIfExists(beside(old));
        }
        syncFolder();
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder();
        Files.delete(mark);
        syncFolder();
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private void syncFolder() throws IOException {
        sync(file.toAbsolutePath().getParent());
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
