package eu.vigil.node.doctor;

import java.util.ArrayList;
import java.util.List;

/**
 * Room for what is still to come.
 *
 * @param folder the data folder
 * @param lowBytes {@code limits.disk-low}
 * @param criticalBytes {@code limits.disk-critical}
 */
public record DiskCheck(String folder, DiskFacts facts, long lowBytes, long criticalBytes) implements Check {
    /** SQLite, its log, copies on write: a handful of files a day. */
    private static final long INODES_MIN = 1000;

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        String free = Words.bytes(facts.freeBytes());
        String remedy = "free space on it, or grow it: df -h %s".formatted(folder);
        if (facts.freeBytes() < criticalBytes) {
            findings.add(Finding.failed(
                    "%s: %s free, below limits.disk-critical (%s): everything but acknowledgements and receipts is refused"
                            .formatted(folder, free, Words.bytes(criticalBytes)),
                    remedy));
        } else if (facts.freeBytes() < lowBytes) {
            findings.add(Finding.warning(
                    "%s: %s free, below limits.disk-low (%s): exhibits are refused"
                            .formatted(folder, free, Words.bytes(lowBytes)),
                    remedy));
        }
        if (facts.inodes().orElse(0) > 0 && facts.freeInodes().orElse(INODES_MIN) < INODES_MIN) {
            findings.add(Finding.failed(
                    "%s: only %d more files can be made"
                            .formatted(folder, facts.freeInodes().orElse(0)),
                    "remove small files from this file system: df -i %s".formatted(folder)));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok("%s: %s free".formatted(folder, free)));
        }
        return findings;
    }
}
