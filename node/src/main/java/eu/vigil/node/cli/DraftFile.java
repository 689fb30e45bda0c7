package eu.vigil.node.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what an officer wrote from a file, or from standard input for {@code -}. */
final class DraftFile {
    private static final int BYTES_MAX = 256 * 1024;

    private DraftFile() {}

    sealed interface Reading {
        record Read(String text) implements Reading {}

        record Unreadable(String sentence) implements Reading {}
    }

    static Reading read(Surroundings surroundings, String name) {
        try (InputStream in = name.equals("-")
                ? surroundings.in()
                : Files.newInputStream(surroundings.folder().resolve(Path.of(name)))) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            return bytes.length > BYTES_MAX
                    ? new Reading.Unreadable("FILE: %s has more than %d bytes".formatted(name, BYTES_MAX))
                    : new Reading.Read(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException _) {
            return new Reading.Unreadable("FILE: %s is not UTF-8".formatted(name));
        } catch (IOException unreadable) {
            return new Reading.Unreadable("FILE: %s cannot be read: %s".formatted(name, unreadable.getMessage()));
        }
    }
}
