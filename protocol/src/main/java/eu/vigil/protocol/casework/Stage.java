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
import eu.vigil.protocol.casework.RequestLife.Moved;
import eu.vigil.protocol.casework.RequestLife.Rejected;
import eu.vigil.protocol.casework.RequestLife.Step;

/**
 * The part of a request's life that both sides share: stored at the requested node and not yet ended there.
 *
 * <p>Beginning to execute and going on after a postponement have no message of their own, so the requesting side may hear of the
 * next step without them: an answer or a postponement is in order as soon as the feasibility reply was given.
 */
enum Stage {
    UNSEEN,
    SEEN,
    INDICATED,
    EXECUTING,
    POSTPONED;

    /** How the stage is called at the node on {@code side}. */
    RequestState at(Side side) {
        return switch (this) {
            case UNSEEN ->
                switch (side) {
                    case REQUESTING -> RequestState.RECEIPTED;
                    case REQUESTED -> RequestState.RECEIVED;
                };
            case SEEN -> RequestState.ACKNOWLEDGED;
            case INDICATED -> RequestState.FEASIBILITY_ANSWERED;
            case EXECUTING -> RequestState.EXECUTING;
            case POSTPONED -> RequestState.POSTPONED;
        };
    }

    Step step(Side side, CaseEvent event) {
        return switch (event) {
            case Acknowledged _ -> new Moved(this == UNSEEN ? RequestState.ACKNOWLEDGED : at(side));
            case FeasibilityAnswered _ ->
                switch (this) {
                    case UNSEEN -> acknowledgeFirst();
                    case SEEN -> new Moved(RequestState.FEASIBILITY_ANSWERED);
                    // A new estimate.
                    case INDICATED, EXECUTING, POSTPONED -> new Moved(at(side));
                };
            case ExecutionBegun _ -> afterIndication(RequestState.EXECUTING);
            case Postponed _ -> afterIndication(RequestState.POSTPONED);
            case Answered _ -> afterIndication(RequestState.ANSWERED);
            case PartlyAnswered _ -> afterIndication(RequestState.PARTLY_ANSWERED);
            case Refused refused -> refuse(refused);
            case Misrouted _ -> new Moved(RequestState.MISROUTED);
            case Withdrawn _ -> new Moved(RequestState.WITHDRAWN);
            case AskedBack _, Replied _, Told _ -> new Moved(at(side));
            case Lapsed _ -> new Moved(RequestState.EXPIRED);
            case Edited _, Approved _ ->
                new Rejected("what was signed cannot be changed; withdraw it and write a new one");
            case Queued _, Sent _, Receipted _, DeliveryTimeOver _ ->
                switch (side) {
                    // A retry or its receipt that came late.
                    case REQUESTING -> new Moved(at(side));
                    case REQUESTED -> new Rejected("only the requesting side sends the request");
                };
            case RefusedByReceipt _, ExpiredByReceipt _ ->
                new Rejected(
                        "the requested node has already stored the request: it cannot refuse it by receipt as well");
        };
    }

    private Step afterIndication(RequestState next) {
        return switch (this) {
            case UNSEEN -> acknowledgeFirst();
            case SEEN ->
                new Rejected("say first whether, in which form and when it will be answered (feasibility reply)");
            case INDICATED, EXECUTING, POSTPONED -> new Moved(next);
        };
    }

    private static Step refuse(Refused refused) {
        if (!refused.ground().servesFor(refused.family())) {
            return new Rejected(refused.ground().unserving(refused.family()));
        }
        return refused.reasons().isBlank()
                ? new Rejected("a refusal needs its reasons in words")
                : new Moved(RequestState.REFUSED);
    }

    private static Step acknowledgeFirst() {
        return new Rejected("nobody has seen the request yet: acknowledge it first");
    }
}
