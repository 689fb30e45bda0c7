package eu.vigil.node.casework;

import eu.vigil.protocol.casework.Deadlines;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.wire.Header;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An instant at which a request wants a human, if it still stands then as it stands now. Pure: read from the request anew whenever it
 * changes, so that what has been answered, released or prolonged warns of nothing.
 *
 * @param at when to tell
 * @param number 1, 2, ... of several warnings of one deadline
 * @param dueAt the deadline itself
 */
public record Watch(Instant at, Cause cause, int number, Instant dueAt) {
    /** What is told. */
    public enum Cause {
        /** An urgent request of ours has no receipt. */
        NO_RECEIPT,
        /** The feasibility reply is nearly due. */
        FEASIBILITY_DUE,
        /** The feasibility reply is overdue; both sides are told. */
        FEASIBILITY_MISSED,
        /** A hold is about to lapse; both sides are told. */
        HOLD_LAPSING,
        /** It has. */
        HOLD_LAPSED
    }

    /** All of a request, told or not, in order of time. */
    static List<Watch> of(RequestRecord request) {
        List<Watch> watches = new ArrayList<>();
        receipt(request, watches);
        feasibility(request, watches);
        request.hold().filter(Hold::canLapse).ifPresent(hold -> lapse(hold, watches));
        watches.sort(Comparator.comparing(Watch::at));
        return watches;
    }

    private static void receipt(RequestRecord request, List<Watch> watches) {
        boolean waits = switch (request.state()) {
            case QUEUED, SENT, OUTCOME_UNKNOWN -> request.urgency() != Header.Urgency.ROUTINE;
            case DRAFT,
                    APPROVED,
                    RECEIPTED,
                    UNDELIVERABLE,
                    RECEIVED,
                    ACKNOWLEDGED,
                    FEASIBILITY_ANSWERED,
                    EXECUTING,
                    POSTPONED,
                    ANSWERED,
                    PARTLY_ANSWERED,
                    REFUSED,
                    MISROUTED,
                    WITHDRAWN,
                    EXPIRED -> false;
        };
        request.clocks().acceptedAt().filter(_ -> waits).ifPresent(accepted -> {
            Instant due = accepted.plus(Deadlines.RECEIPT_MAX);
            watches.add(new Watch(due, Cause.NO_RECEIPT, 1, due));
        });
    }

    private static void feasibility(RequestRecord request, List<Watch> watches) {
        request.feasibilityDue().ifPresent(due -> {
            if (request.side() == Side.REQUESTED) {
                Instant received = request.clocks().receivedAt().orElseThrow();
                int number = 1;
                for (Instant warning : Deadlines.feasibilityWarnings(received, request.term())) {
                    watches.add(new Watch(warning, Cause.FEASIBILITY_DUE, number++, due));
                }
            }
            watches.add(new Watch(due, Cause.FEASIBILITY_MISSED, 1, due));
        });
    }

    private static void lapse(Hold hold, List<Watch> watches) {
        int number = 1;
        for (Duration before : Deadlines.HOLD_WARNINGS) {
            watches.add(new Watch(hold.until().minus(before), Cause.HOLD_LAPSING, number++, hold.until()));
        }
        watches.add(new Watch(hold.until(), Cause.HOLD_LAPSED, 1, hold.until()));
    }
}
