package eu.vigil.node.directory;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Files that are read or replaced as a whole, or not at all. */
public final class WholeFile {
    private WholeFile() {}

    /** The bytes, or why they are not to be had. */
    public sealed interface Reading {
        /** All of them. */
        record Read(ByteString bytes) implements Reading {}

        /** What is wrong, naming the file. */
        record Problem(String text) implements Reading {}
    }

    /** Reads a file that has at most so many bytes. */
    public static Reading read(Path path, int bytesMax) {
        try {
            long size = Files.size(path);
            return size > bytesMax
                    ? new Reading.Problem("%s has %d bytes, more than %d".formatted(path, size, bytesMax))
                    : new Reading.Read(ByteString.copyFrom(Files.readAllBytes(path)));
        } catch (NoSuchFileException _) {
            return new Reading.Problem("%s does not exist".formatted(path));
        } catch (IOException e) {
            return new Reading.Problem("%s cannot be read: %s".formatted(path, e.getMessage()));
        }
    }

    /**
     * Puts a file in the place of another, so that at every instant and after a power loss one of the two is there whole.
     *
     * @return why it could not be done, naming the file
     */
    public static Optional<String> replace(Path path, ByteString bytes) {
        Path folder = path.toAbsolutePath().getParent();
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("%s cannot be written: %s".formatted(path, e));
        }
    }
}
