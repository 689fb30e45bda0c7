package eu.vigil.node.doctor;

import java.util.ArrayList;
import java.util.List;

/**
 * The store is whole and of this release.
 *
 * @param file where it is
 */
public record StoreCheck(String file, StoreFacts facts) implements Check {
    private static final String RESTORE =
            "stop the node, keep a copy of the data folder, and restore the newest backup; peers give back what it lacks";

    @Override
    public String name() {
        return "store";
    }

    @Override
    public List<Finding> look() {
        return switch (facts) {
            case StoreFacts.Absent() -> List.of(Finding.ok(file + " is not there yet: the first start makes it"));
            case StoreFacts.Unreadable(var why) ->
                List.of(Finding.failed("%s cannot be read: %s".formatted(file, why), RESTORE));
            case StoreFacts.Seen seen -> seen(seen);
        };
    }

    private List<Finding> seen(StoreFacts.Seen seen) {
        List<Finding> findings = new ArrayList<>();
        if (seen.suspect()) {
            findings.add(Finding.failed(
                    "%s is marked as suspect: its disk has failed to sync".formatted(file),
                    "look at the disk (journalctl -k, smartctl -a), replace it if need be; then systemctl restart vigil,"
                            + " which works on a synced copy"));
        }
        if (!seen.faults().isEmpty()) {
            findings.add(Finding.failed(
                    "%s is damaged: %s".formatted(file, String.join("; ", seen.faults())), RESTORE));
        }
        if (seen.schema() > seen.schemaOfRelease()) {
            findings.add(Finding.failed(
                    "%s has schema %d, newer than this release's %d"
                            .formatted(file, seen.schema(), seen.schemaOfRelease()),
                    "install the release that wrote it"));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok("%s: %s, %s of it free, schema %d%s, %s"
                    .formatted(
                            file,
                            Words.bytes(seen.bytes()),
                            Words.bytes(seen.freeBytes()),
                            seen.schema(),
                            seen.schema() < seen.schemaOfRelease()
                                    ? " (the next start brings it to %d)".formatted(seen.schemaOfRelease())
                                    : "",
                            seen.whole() ? "whole" : "so large that only a part of it was checked")));
        }
        return findings;
    }
}
