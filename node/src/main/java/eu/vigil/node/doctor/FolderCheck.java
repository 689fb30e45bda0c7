package eu.vigil.node.doctor;

import java.util.List;

/**
 * The data folder is there and whoever asks may look into it; if not, nothing else of it is looked at.
 *
 * @param owner whose it is
 * @param user who runs the doctor
 */
public record FolderCheck(String folder, boolean there, boolean open, String owner, String user) implements Check {
    @Override
    public String name() {
        return "data";
    }

    @Override
    public List<Finding> look() {
        if (!there) {
            return List.of(Finding.failed(
                    "the data folder %s is not there".formatted(folder),
                    "mount its file system, correct the key data, or make a node: vigil init"));
        }
        return List.of(
                open
                        ? Finding.ok("%s is there".formatted(folder))
                        : Finding.failed(
                                "%s is closed to %s, so that nothing in it was looked at".formatted(folder, user),
                                "sudo -u %s vigil doctor".formatted(owner)));
    }
}
