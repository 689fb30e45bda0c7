package eu.vigil.node.casework;

import com.google.protobuf.util.Timestamps;
import eu.vigil.node.casework.Happening.What;
import eu.vigil.protocol.casework.CaseEvent;
import eu.vigil.protocol.casework.Effect;
import eu.vigil.protocol.casework.HoldLife;
import eu.vigil.protocol.casework.HoldState;
import eu.vigil.protocol.casework.RequestLife;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.policy.Policy;
import eu.vigil.protocol.wire.FeasibilityReply;
import eu.vigil.protocol.wire.KindRule;
import eu.vigil.protocol.wire.Message;
import eu.vigil.protocol.wire.PreservationConfirmation;
import java.time.Instant;
import java.util.Optional;

/**
 * What an answer does to its request. The same on both sides: at the node that says it, before it leaves, and at the node that hears it.
 * Pure; the callers write down what comes of it.
 */
public final class Answers {
    private final Policy policy;

    /** Grounds are judged by {@code policy}. */
    public Answers(Policy policy) {
        this.policy = policy;
    }

    /** What comes of an answer. */
    public sealed interface Result {
        /**
         * It is in order.
         *
         * @param changed the request afterwards
         * @param what for its history
         * @param detail for its history: codes and instants, nothing of the text
         */
        record Fits(RequestRecord changed, What what, String detail) implements Result {}

        /** No answer to a request of that kind can say so: {@code why} names what would be right. */
        record Unfit(String field, String why) implements Result {}

        /** Not from that side, or not as the request stands. */
        record OutOfOrder(String why) implements Result {}
    }

    /**
     * What {@code answer}, said by {@code speaker}, does to the request.
     *
     * @param answer checked, and with its whole header
     */
    public Result of(RequestRecord request, Message answer, Side speaker) {
        if (request.isNotice()) {
            return new Result.OutOfOrder("a %s stands for itself and is not answered".formatted(request.kind()));
        }
        return switch (Effect.of(answer, policy.refusedOn(request.kind()))) {
            case Effect.None() -> new Result.OutOfOrder("%s answers no request".formatted(Kinds.of(answer)));
            case Effect.Unfit(var field, var why) -> new Result.Unfit(field, why);
            case Effect.On(var side, var _)
            when side != speaker ->
                new Result.OutOfOrder("only the %s side says %s"
                        .formatted(
                                switch (side) {
                                    case REQUESTING -> "requesting";
                                    case REQUESTED -> "requested";
                                },
                                Kinds.of(answer)));
            case Effect.On(var _, var event) ->
                switch (RequestLife.step(request.state(), request.side(), event)) {
                    case RequestLife.Rejected(var why) -> new Result.OutOfOrder(why);
                    case RequestLife.Moved(var state) -> moved(request, answer, state);
                };
        };
    }

    /** What holds on the requesting side once the requested node has accepted a message of that effect: its order wins. */
    static RequestRecord accepted(RequestRecord request, KindRule.Effect effect) {
        return switch (effect) {
            case WITHDRAWS ->
                RequestLife.step(request.state(), request.side(), new CaseEvent.Withdrawn())
                                instanceof RequestLife.Moved(var state)
                        ? request.in(state)
                        : request;
            case REPLIES -> request.asked(-1);
            case ACKNOWLEDGES,
                    INDICATES,
                    CONFIRMS_HOLD,
                    ANSWERS,
                    REFUSES,
                    POSTPONES,
                    MISROUTES,
                    ASKS_BACK,
                    TELLS,
                    EFFECT_UNSPECIFIED,
                    UNRECOGNIZED -> request;
        };
    }

    private static Result moved(RequestRecord request, Message answer, RequestState state) {
        RequestRecord moved = request.in(state);
        return switch (Kinds.rule(Kinds.of(answer)).getEffect()) {
            case ACKNOWLEDGES -> {
                String officer = answer.getAcknowledgement().getOfficer();
                String reference = answer.getAcknowledgement().getNationalReference();
                // Whoever was named first has it.
                yield new Result.Fits(
                        request.handledBy().isPresent() ? moved : moved.handledBy(officer, reference),
                        What.ACKNOWLEDGED,
                        "reference " + reference);
            }
            case INDICATES ->
                new Result.Fits(
                        moved.with(request.clocks()
                                .indicated(Instants.of(answer.getHeader().getCreatedAt()))),
                        What.INDICATED,
                        words(answer.getFeasibilityReply()));
            case CONFIRMS_HOLD -> confirmed(moved, answer.getPreservationConfirmation());
            case ANSWERS ->
                new Result.Fits(
                        moved, What.ANSWERED, answer.getAnswer().getExtent().name());
            case REFUSES ->
                new Result.Fits(
                        moved, What.REFUSED, answer.getRefusal().getGround().name());
            case WITHDRAWS -> new Result.Fits(moved, What.WITHDRAWN, "by the requesting State");
            case POSTPONES ->
                new Result.Fits(
                        moved,
                        What.POSTPONED,
                        answer.getPostponement().hasUntil()
                                ? "until "
                                        + Timestamps.toString(
                                                answer.getPostponement().getUntil())
                                : "until further word");
            case MISROUTES ->
                new Result.Fits(
                        moved,
                        What.MISROUTED,
                        answer.getMisroutedNotice().getCompetent().isEmpty()
                                ? "whom to ask is not known"
                                : "to be asked of "
                                        + answer.getMisroutedNotice().getCompetent());
            case ASKS_BACK -> new Result.Fits(moved.asked(1), What.ASKED, Kinds.of(answer));
            case REPLIES ->
                request.questions() > 0
                        ? new Result.Fits(moved.asked(-1), What.REPLIED, Kinds.of(answer))
                        : new Result.OutOfOrder("the requested State has asked nothing that waits for a reply");
            case TELLS -> new Result.Fits(moved, What.TOLD, Kinds.of(answer));
            case EFFECT_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalStateException("%s has no effect".formatted(Kinds.of(answer)));
        };
    }

    private static String words(FeasibilityReply reply) {
        return reply.getWillAnswer() == FeasibilityReply.WillAnswer.NO
                ? "NO, " + reply.getGround()
                : "%s, expected %s".formatted(reply.getWillAnswer(), Timestamps.toString(reply.getEstimatedTime()));
    }

    /**
     * A first confirmation begins the hold; a later one may only prolong it. The requesting side takes what it hears: of two terms that
     * crossed, the longer; and a confirmation that crossed the withdrawal is of data that is not held any more.
     */
    private static Result confirmed(RequestRecord moved, PreservationConfirmation confirmation) {
        Instant since = Instants.of(confirmation.getHeldSince());
        Instant until = Instants.of(confirmation.getHeldUntil());
        Optional<Hold> before = moved.hold();
        if (before.isPresent() && until.isBefore(before.get().until())) {
            if (moved.side() == Side.REQUESTED) {
                return new Result.Unfit(
                        "preservation_confirmation.held_until",
                        "the data is already held until %s; right: that or later"
                                .formatted(before.get().until()));
            }
            until = before.get().until();
        }
        boolean longer = before.isPresent() && until.isAfter(before.get().until());
        HoldState known = before.map(Hold::state)
                .orElse(moved.state() == RequestState.WITHDRAWN ? HoldState.RELEASED : HoldState.PLACED);
        Hold held = new Hold(known, before.map(Hold::since).orElse(since), until);
        return switch (HoldLife.step(
                known, moved.side(), longer ? HoldLife.Event.PROLONGED : HoldLife.Event.CONFIRMED)) {
            case HoldLife.Rejected(var why) -> new Result.OutOfOrder(why);
            case HoldLife.Moved(var state) ->
                new Result.Fits(
                        moved.with(held.in(state)),
                        What.PRESERVED,
                        "held until %s".formatted(Timestamps.toString(confirmation.getHeldUntil())));
        };
    }
}
