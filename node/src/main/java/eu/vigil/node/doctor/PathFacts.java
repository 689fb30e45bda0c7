package eu.vigil.node.doctor;

import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * A file or folder and who may touch it.
 *
 * @param need what it must be
 * @param owner whose it is
 */
public record PathFacts(String path, Need need, Set<PosixFilePermission> permissions, String owner) {
    /** How private something must be. */
    public enum Need {
        /** A folder for its owner alone. */
        PRIVATE_FOLDER("700"),
        /** A file for its owner alone. */
        PRIVATE_FILE("600"),
        /** A file that others may read but not change. */
        NOT_WRITABLE("644");

        private final String mode;

        Need(String mode) {
            this.mode = mode;
        }

        String mode() {
            return mode;
        }
    }

    /** Copies the set. */
    public PathFacts {
        permissions = Set.copyOf(permissions);
    }
}
