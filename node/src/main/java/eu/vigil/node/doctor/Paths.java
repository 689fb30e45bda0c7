package eu.vigil.node.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at the permissions of a node's files. */
public final class Paths {
    private static final int DEPTH_MAX = 2;
    private static final int FILES_MAX = 200;

    private Paths() {}

    /**
     * Everything to look at.
     *
     * @param data the data folder: all in it, but what is meant for others
     * @param open files in it or elsewhere that others may read
     * @param secrets files elsewhere that nobody else may read
     */
    public static List<PathFacts> of(Path data, List<Path> open, List<Path> secrets) {
        List<PathFacts> facts = new ArrayList<>();
        try (Stream<Path> inside = Files.walk(data, DEPTH_MAX)) {
            inside.filter(path -> !open.contains(path))
                    .limit(FILES_MAX)
                    .forEach(path -> fact(
                                    path,
                                    Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                                            ? PathFacts.Need.PRIVATE_FOLDER
                                            : PathFacts.Need.PRIVATE_FILE)
                            .filter(fact -> isSecret(data, path))
                            .ifPresent(facts::add));
        } catch (IOException | java.io.UncheckedIOException _) {
            // The folder itself is told of by whoever cannot enter it.
            fact(data, PathFacts.Need.PRIVATE_FOLDER).ifPresent(facts::add);
        }
        secrets.stream()
                .filter(path -> !path.startsWith(data))
                .forEach(path -> fact(path, PathFacts.Need.PRIVATE_FILE).ifPresent(facts::add));
        open.forEach(path -> fact(path, PathFacts.Need.NOT_WRITABLE).ifPresent(facts::add));
        return facts;
    }

    /** What administrators lay beside the node's own files is theirs. */
    private static boolean isSecret(Path data, Path path) {
        String name = path.getFileName().toString();
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return path.equals(data) || name.equals("tokens") || name.equals("offline");
        }
        return Stream.of(".p12", ".secret", ".token", ".db", ".db-wal", ".db-shm", ".suspect")
                        .anyMatch(name::endsWith)
                || name.equals("people.json");
    }

    /** The owner of a path, by name. */
    public static String owner(Path path) {
        return fact(path, PathFacts.Need.NOT_WRITABLE).map(PathFacts::owner).orElse("nobody");
    }

    private static Optional<PathFacts> fact(Path path, PathFacts.Need need) {
        try {
            PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
            return Optional.of(new PathFacts(
                    path.toString(),
                    need,
                    attributes.permissions(),
                    attributes.owner().getName()));
        } catch (IOException _) {
            return Optional.empty(); // what is not there is another check's
        }
    }
}
