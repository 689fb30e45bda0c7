package eu.vigil.node.journal;

/**
 * How much the journal takes.
 *
 * @param queueUnits units that may wait; more are not taken
 * @param batchUnits units in one transaction
 * @param batchBytes bytes in one transaction, as their submitters estimate them; a larger unit goes alone
 */
public record BatchLimits(int queueUnits, int batchUnits, int batchBytes) {
    public static final BatchLimits DEFAULT = new BatchLimits(4096, 128, 4 << 20);

    /** Checks that all are above zero. */
    public BatchLimits {
        if (queueUnits < 1 || batchUnits < 1 || batchBytes < 1) {
            throw new IllegalArgumentException("journal: limits must be above zero");
        }
    }
}
