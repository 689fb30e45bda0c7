package eu.vigil.pki.key;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that only their owner may read. */
public final class PrivateFile {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private PrivateFile() {}

    /** Whether a file is fit to hold a secret. */
    public sealed interface Standing {
        /** Nobody but the owner can read or write it. */
        record OwnersOnly() implements Standing {}

        /** Others can, or it is not there; {@code text} names the file and the remedy. */
        record Problem(String text) implements Standing {}
    }

    /** Looks at the file's permissions. */
    public static Standing check(Path path) {
        try {
            Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
            permissions.addAll(Files.getPosixFilePermissions(path));
            permissions.retainAll(OTHERS);
            return permissions.isEmpty()
                    ? new Standing.OwnersOnly()
                    : new Standing.Problem("%s can be read or changed by others: chmod 600 %s".formatted(path, path));
        } catch (NoSuchFileException _) {
            return new Standing.Problem("%s does not exist".formatted(path));
        } catch (IOException e) {
            return new Standing.Problem("%s cannot be examined: %s".formatted(path, e.getMessage()));
        }
    }

    /**
     * Writes a new file with mode 0600 and forces it to disk. Never are its bytes readable by others, not even for a moment.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one already; it is left as it is
     * @throws IOException if it cannot be written
     */
    public static void writeNew(Path path, byte[] bytes) throws IOException {
        var ownersOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(path, EnumSet.of(CREATE_NEW, WRITE), ownersOnly)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /**
     * Forces the names of a folder to disk, so that files made in it are found after a power loss.
     *
     * @throws IOException if the disk says no
     */
    public static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }
}
