package eu.vigil.pki.log;

import java.util.Base64;
import java.util.Optional;

/**
 * What a log says it holds: so many leaves under this root. Not signed yet, or already checked.
 *
 * @param origin the log's name, {@link LogOrigin#text()}
 * @param size leaves, not negative
 * @param root of the tree over them
 */
public record Head(String origin, long size, TreeHash root) {
    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Head {
        if (size < 0) {
            throw new IllegalArgumentException("head: size %d".formatted(size));
        }
    }

    /** The text that is signed: a checkpoint of C2SP tlog-checkpoint without extension lines. */
    String checkpoint() {
        return "%s\n%d\n%s\n"
                .formatted(
                        origin,
                        size,
                        Base64.getEncoder().encodeToString(root.bytes().toByteArray()));
    }

    /** Reads a checkpoint; extension lines, which are for others, are passed over. Empty if it is none. */
    static Optional<Head> read(String checkpoint) {
        String[] lines = checkpoint.split("\n", -1);
        if (lines.length < 4 || lines[0].isEmpty() || !lines[lines.length - 1].isEmpty()) {
            return Optional.empty();
        }
        for (int i = 3; i < lines.length - 1; i++) {
            if (lines[i].isEmpty()) {
                return Optional.empty();
            }
        }
        Optional<TreeHash> root = Note.base64(lines[2])
                .filter(bytes -> bytes.size() == TreeHash.BYTES)
                .map(TreeHash::new);
        return root.isEmpty() || !lines[1].matches("0|[1-9][0-9]{0,17}")
                ? Optional.empty()
                : Optional.of(new Head(lines[0], Long.parseLong(lines[1]), root.get()));
    }
}
