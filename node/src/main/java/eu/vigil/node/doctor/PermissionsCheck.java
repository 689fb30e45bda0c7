package eu.vigil.node.doctor;

import static java.nio.file.attribute.PosixFilePermission.GROUP_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Nobody but the node's user reads secrets or changes what it goes by.
 *
 * @param owner whose the data folder is
 * @param user who runs the doctor
 * @param offline the folder with the State's own keys, if it is still there
 */
public record PermissionsCheck(List<PathFacts> paths, String owner, String user, Optional<String> offline)
        implements Check {
    private static final Set<PosixFilePermission> ANYTHING =
            EnumSet.of(GROUP_READ, GROUP_WRITE, GROUP_EXECUTE, OTHERS_READ, OTHERS_WRITE, OTHERS_EXECUTE);
    private static final Set<PosixFilePermission> WRITING = EnumSet.of(GROUP_WRITE, OTHERS_WRITE);

    @Override
    public String name() {
        return "permissions";
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        for (PathFacts path : paths) {
            open(path).ifPresent(findings::add);
            boolean others =
                    path.need() != PathFacts.Need.NOT_WRITABLE && !path.owner().equals(owner);
            if (others) {
                findings.add(Finding.failed(
                        "%s belongs to %s, not to %s, whose the data folder is"
                                .formatted(path.path(), path.owner(), owner),
                        "chown %s %s".formatted(owner, path.path())));
            }
        }
        offline.ifPresent(folder -> findings.add(Finding.warning(
                "%s holds the State's own keys: who has them speaks for the State".formatted(folder),
                "carry it away to an off-line medium and delete it here")));
        if (findings.isEmpty()) {
            findings.add(Finding.ok("%d files and folders are for %s alone%s"
                    .formatted(paths.size(), owner, user.equals(owner) ? "" : " (looked at as %s)".formatted(user))));
        }
        return findings;
    }

    private static Optional<Finding> open(PathFacts path) {
        Set<PosixFilePermission> forbidden = path.need() == PathFacts.Need.NOT_WRITABLE ? WRITING : ANYTHING;
        if (Collections.disjoint(path.permissions(), forbidden)) {
            return Optional.empty();
        }
        String remedy = "chmod %s %s".formatted(path.need().mode(), path.path());
        return Optional.of(
                switch (path.need()) {
                    case PRIVATE_FOLDER, PRIVATE_FILE ->
                        Finding.failed("%s can be entered, read or changed by others".formatted(path.path()), remedy);
                    case NOT_WRITABLE -> Finding.failed("%s can be changed by others".formatted(path.path()), remedy);
                });
    }
}
