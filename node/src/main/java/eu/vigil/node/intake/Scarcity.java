package eu.vigil.node.intake;

import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.Lane;
import java.util.Optional;
import java.util.Set;

/**
 * What this node is short of, and what that means for those who want to deliver. Immutable.
 *
 * @param disk how much is free
 * @param journal how much waits to be written
 */
public record Scarcity(Disk disk, Queue journal) {
    /** Short of nothing. */
    public static final Scarcity NONE = new Scarcity(Disk.ENOUGH, Queue.SHORT);

    private static final Set<Lane> PATIENT = Set.of(Lane.ROUTINE, Lane.BULK);
    private static final Set<Lane> ALL = Set.of(Lane.EMERGENCY, Lane.URGENT, Lane.ROUTINE, Lane.BULK);

    /** How much of the disk is free. */
    public enum Disk {
        ENOUGH,
        /** Nothing new that can wait is taken. */
        LOW,
        /** Nothing is taken but acknowledgements, and what needs only its receipt again. */
        CRITICAL
    }

    /** How long the journal's queue is. */
    public enum Queue {
        SHORT,
        /** Half of what it holds. */
        LONG,
        /** Three quarters of it. */
        VERY_LONG
    }

    /**
     * Where the lines are.
     *
     * @param diskLowBytes less than this free is {@link Disk#LOW}
     * @param diskCriticalBytes less than this free is {@link Disk#CRITICAL}
     * @param queueUnits what the journal's queue holds
     */
    public record Lines(long diskLowBytes, long diskCriticalBytes, int queueUnits) {
        /** What the facts mean, after it was {@code before}: a queue counts as shorter only once it is half of what made it long. */
        public Scarcity judge(Scarcity before, long diskFreeBytes, int waitingUnits) {
            return new Scarcity(disk(diskFreeBytes), queue(before.journal(), waitingUnits));
        }

        private Disk disk(long free) {
            return free < diskCriticalBytes ? Disk.CRITICAL : free < diskLowBytes ? Disk.LOW : Disk.ENOUGH;
        }

        private Queue queue(Queue before, long waiting) {
            long veryLong = queueUnits * 3L / 4;
            long halfLong = queueUnits / 2L;
            return switch (before) {
                case SHORT -> waiting >= veryLong ? Queue.VERY_LONG : waiting >= halfLong ? Queue.LONG : Queue.SHORT;
                case LONG -> waiting >= veryLong ? Queue.VERY_LONG : waiting >= halfLong / 2 ? Queue.LONG : Queue.SHORT;
                case VERY_LONG ->
                    waiting >= veryLong / 2 ? Queue.VERY_LONG : waiting >= halfLong / 2 ? Queue.LONG : Queue.SHORT;
            };
        }
    }

    /** The lanes in which no credit goes back. In a critical disk's urgent lanes it does: acknowledgements travel there. */
    public Set<Lane> held() {
        return switch (journal) {
            case VERY_LONG -> ALL;
            case LONG -> PATIENT;
            case SHORT -> disk == Disk.ENOUGH ? Set.of() : PATIENT;
        };
    }

    /** Why an envelope of this lane is turned away before anything is spent on it; empty if it is not. */
    public Optional<Busy.Reason> refusal(Lane lane) {
        if (!PATIENT.contains(lane)) {
            return Optional.empty();
        }
        if (disk == Disk.LOW) {
            return Optional.of(Busy.Reason.DISK_LOW);
        }
        // Critical: only who opens it can tell an acknowledgement.
        return journal == Queue.VERY_LONG ? Optional.of(Busy.Reason.JOURNAL_FULL) : Optional.empty();
    }

    /** True if nothing new is recorded but acknowledgements. */
    public boolean recordsOnlyAcknowledgements() {
        return disk == Disk.CRITICAL;
    }
}
