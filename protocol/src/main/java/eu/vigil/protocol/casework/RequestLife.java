package eu.vigil.protocol.casework;

import eu.vigil.protocol.casework.CaseEvent.Acknowledged;
import eu.vigil.protocol.casework.CaseEvent.Answered;
import eu.vigil.protocol.casework.CaseEvent.Approved;
import eu.vigil.protocol.casework.CaseEvent.AskedBack;
import eu.vigil.protocol.casework.CaseEvent.DeliveryTimeOver;
import eu.vigil.protocol.casework.CaseEvent.Edited;
import eu.vigil.protocol.casework.CaseEvent.ExecutionBegun;
import eu.vigil.protocol.casework.CaseEvent.ExpiredByReceipt;
import eu.vigil.protocol.casework.CaseEvent.FeasibilityAnswered;
import eu.vigil.protocol.casework.CaseEvent.Lapsed;
import eu.vigil.protocol.casework.CaseEvent.Misrouted;
import eu.vigil.protocol.casework.CaseEvent.PartlyAnswered;
import eu.vigil.protocol.casework.CaseEvent.Postponed;
import eu.vigil.protocol.casework.CaseEvent.Queued;
import eu.vigil.protocol.casework.CaseEvent.Receipted;
import eu.vigil.protocol.casework.CaseEvent.Refused;
import eu.vigil.protocol.casework.CaseEvent.RefusedByReceipt;
import eu.vigil.protocol.casework.CaseEvent.Replied;
import eu.vigil.protocol.casework.CaseEvent.Sent;
import eu.vigil.protocol.casework.CaseEvent.Told;
import eu.vigil.protocol.casework.CaseEvent.Withdrawn;

/**
 * The life of a request as a pure, total step function.
 *
 * <p>Invariants: an ended request never moves again. What the requested node has done, the requesting side can always mirror:
 * every event of the requested side is taken by {@code SENT} and {@code OUTCOME_UNKNOWN} as by {@code RECEIPTED}, because an
 * acknowledgement may overtake the receipt. A second acknowledgement, a retry and a late receipt change nothing.
 */
public final class RequestLife {
    private RequestLife() {}

    /** What an event does. */
    public sealed interface Step {}

    /**
     * The event is in order.
     *
     * @param state the state now; the same as before if the event only repeats what is known
     */
    public record Moved(RequestState state) implements Step {}

    /**
     * The state does not allow the event; nothing changes.
     *
     * @param why for the officer, in a sentence without a full stop
     */
    public record Rejected(String why) implements Step {}

    /** The state in which a case begins. */
    public static RequestState begin(Side side) {
        return switch (side) {
            case REQUESTING -> RequestState.DRAFT;
            case REQUESTED -> RequestState.RECEIVED;
        };
    }

    /** What {@code event} does to a request in {@code state} at the node on {@code side}. */
    public static Step step(RequestState state, Side side, CaseEvent event) {
        if (!state.existsAt(side)) {
            return new Rejected("a request is never %s on the %s side".formatted(state, side));
        }
        return switch (state) {
            case DRAFT -> draft(event);
            case APPROVED -> approved(event);
            case QUEUED -> queued(event);
            case SENT -> attempted(RequestState.SENT, event);
            case OUTCOME_UNKNOWN -> attempted(RequestState.OUTCOME_UNKNOWN, event);
            case RECEIPTED, RECEIVED -> Stage.UNSEEN.step(side, event);
            case ACKNOWLEDGED -> Stage.SEEN.step(side, event);
            case FEASIBILITY_ANSWERED -> Stage.INDICATED.step(side, event);
            case EXECUTING -> Stage.EXECUTING.step(side, event);
            case POSTPONED -> Stage.POSTPONED.step(side, event);
            case UNDELIVERABLE, ANSWERED, PARTLY_ANSWERED, REFUSED, MISROUTED, WITHDRAWN, EXPIRED ->
                ended(state, side, event);
        };
    }

    private static Step draft(CaseEvent event) {
        return switch (event) {
            case Edited _ -> new Moved(RequestState.DRAFT);
            case Approved _ -> new Moved(RequestState.APPROVED);
            case Withdrawn _ -> new Moved(RequestState.WITHDRAWN);
            case Queued _, Sent _, Receipted _, RefusedByReceipt _, ExpiredByReceipt _, DeliveryTimeOver _ ->
                new Rejected("a draft must be approved before anything is sent");
            case Acknowledged _,
                    FeasibilityAnswered _,
                    ExecutionBegun _,
                    Postponed _,
                    Answered _,
                    PartlyAnswered _,
                    Refused _,
                    Misrouted _,
                    AskedBack _,
                    Replied _,
                    Told _,
                    Lapsed _ -> neverLeft(RequestState.DRAFT);
        };
    }

    private static Step approved(CaseEvent event) {
        return switch (event) {
            case Edited _ -> new Moved(RequestState.DRAFT);
            case Approved _ -> new Moved(RequestState.APPROVED);
            case Queued _ -> new Moved(RequestState.QUEUED);
            case Withdrawn _ -> new Moved(RequestState.WITHDRAWN);
            case Sent _, Receipted _, RefusedByReceipt _, ExpiredByReceipt _, DeliveryTimeOver _ ->
                new Rejected("the request is approved and not yet queued for sending");
            case Acknowledged _,
                    FeasibilityAnswered _,
                    ExecutionBegun _,
                    Postponed _,
                    Answered _,
                    PartlyAnswered _,
                    Refused _,
                    Misrouted _,
                    AskedBack _,
                    Replied _,
                    Told _,
                    Lapsed _ -> neverLeft(RequestState.APPROVED);
        };
    }

    private static Step queued(CaseEvent event) {
        return switch (event) {
            case Queued _ -> new Moved(RequestState.QUEUED);
            case Sent _ -> new Moved(RequestState.SENT);
            case DeliveryTimeOver _ -> new Moved(RequestState.UNDELIVERABLE);
            case Withdrawn _ -> new Moved(RequestState.WITHDRAWN);
            case Edited _, Approved _ -> signed();
            case Receipted _, RefusedByReceipt _, ExpiredByReceipt _ ->
                new Rejected("a receipt for a request whose sending was never recorded");
            case Acknowledged _,
                    FeasibilityAnswered _,
                    ExecutionBegun _,
                    Postponed _,
                    Answered _,
                    PartlyAnswered _,
                    Refused _,
                    Misrouted _,
                    AskedBack _,
                    Replied _,
                    Told _,
                    Lapsed _ -> neverLeft(RequestState.QUEUED);
        };
    }

    /** Tried at least once, so that the other side may know more than we do; tried again until it tells us. */
    private static Step attempted(RequestState state, CaseEvent event) {
        return switch (event) {
            case Sent _, Queued _ -> new Moved(state);
            // What overtakes the receipt moves the request only if it says how it stands there.
            case AskedBack _, Replied _, Told _ -> new Moved(state);
            case DeliveryTimeOver _ -> new Moved(RequestState.OUTCOME_UNKNOWN);
            case Receipted _ -> new Moved(RequestState.RECEIPTED);
            case RefusedByReceipt _ -> new Moved(RequestState.REFUSED);
            case ExpiredByReceipt _ -> new Moved(RequestState.EXPIRED);
            case Edited _, Approved _ -> signed();
            case Acknowledged _,
                    FeasibilityAnswered _,
                    ExecutionBegun _,
                    Postponed _,
                    Answered _,
                    PartlyAnswered _,
                    Refused _,
                    Misrouted _,
                    Withdrawn _,
                    Lapsed _ -> Stage.UNSEEN.step(Side.REQUESTING, event);
        };
    }

    private static Step ended(RequestState state, Side side, CaseEvent event) {
        boolean known = switch (event) {
            case Queued _, Sent _, Receipted _, DeliveryTimeOver _ ->
                side == Side.REQUESTING && state != RequestState.UNDELIVERABLE;
            case RefusedByReceipt _ -> side == Side.REQUESTING && state == RequestState.REFUSED;
            case ExpiredByReceipt _ -> side == Side.REQUESTING && state == RequestState.EXPIRED;
            case Acknowledged _ -> crossed(state, side) || answered(state);
            // A hold may be prolonged for as long as it lives, which is longer than the request.
            case ExecutionBegun _ -> crossed(state, side) || answered(state);
            case FeasibilityAnswered _, Postponed _, AskedBack _ -> crossed(state, side);
            // Said before the end was known.
            case Replied _, Told _ -> state != RequestState.UNDELIVERABLE;
            case Edited _, Approved _, Answered _, PartlyAnswered _, Refused _, Misrouted _, Withdrawn _, Lapsed _ ->
                false;
        };
        return known ? new Moved(state) : new Rejected("the request is %s, which is final".formatted(state));
    }

    /** Said before the withdrawal and heard after it: in the requested node's own order the withdrawal is last. */
    private static boolean crossed(RequestState state, Side side) {
        return side == Side.REQUESTING && state == RequestState.WITHDRAWN;
    }

    private static boolean answered(RequestState state) {
        return state == RequestState.ANSWERED || state == RequestState.PARTLY_ANSWERED;
    }

    private static Step signed() {
        return new Rejected("what was signed cannot be changed; withdraw it and write a new one");
    }

    private static Step neverLeft(RequestState state) {
        return new Rejected("the request is %s here: the other side cannot know of it".formatted(state));
    }
}
