package eu.vigil.node.casework;

import com.google.protobuf.util.Timestamps;
import eu.vigil.node.casework.Happening.What;
import eu.vigil.protocol.casework.Effect;
import eu.vigil.protocol.casework.HoldLife;
import eu.vigil.protocol.casework.HoldState;
import eu.vigil.protocol.casework.RequestLife;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.policy.Policy;
import eu.vigil.protocol.wire.FeasibilityReply;
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

    private static Result moved(RequestRecord request, Message answer, RequestState state) {
        RequestRecord moved = request.in(state);
        return switch (answer.getBodyCase()) {
            case ACKNOWLEDGEMENT -> {
                String officer = answer.getAcknowledgement().getOfficer();
                String reference = answer.getAcknowledgement().getNationalReference();
                // Whoever was named first has it.
                yield new Result.Fits(
                        request.handledBy().isPresent() ? moved : moved.handledBy(officer, reference),
                        What.ACKNOWLEDGED,
                        "reference " + reference);
            }
            case FEASIBILITY_REPLY ->
                new Result.Fits(
                        moved.with(request.clocks()
                                .indicated(Instants.of(answer.getHeader().getCreatedAt()))),
                        What.INDICATED,
                        words(answer.getFeasibilityReply()));
            case PRESERVATION_CONFIRMATION -> confirmed(moved, answer.getPreservationConfirmation());
            case ANSWER ->
                new Result.Fits(
                        moved, What.ANSWERED, answer.getAnswer().getExtent().name());
            case REFUSAL ->
                new Result.Fits(
                        moved, What.REFUSED, answer.getRefusal().getGround().name());
            case WITHDRAWAL -> new Result.Fits(moved, What.WITHDRAWN, "by the requesting State");
            case PRESERVATION_REQUEST, INFORMATION_REQUEST, REACHABILITY_TEST, REACHABILITY_RESPONSE, BODY_NOT_SET ->
                throw new IllegalStateException("%s has no effect".formatted(answer.getBodyCase()));
        };
    }

    private static String words(FeasibilityReply reply) {
        return reply.getWillAnswer() == FeasibilityReply.WillAnswer.NO
                ? "NO, " + reply.getGround()
                : "%s, expected %s".formatted(reply.getWillAnswer(), Timestamps.toString(reply.getEstimatedTime()));
    }

    /** A first confirmation begins the hold; a later one may only prolong it. */
    private static Result confirmed(RequestRecord moved, PreservationConfirmation confirmation) {
        Instant since = Instants.of(confirmation.getHeldSince());
        Instant until = Instants.of(confirmation.getHeldUntil());
        Optional<Hold> before = moved.hold();
        if (before.isPresent() && until.isBefore(before.get().until())) {
            return new Result.Unfit(
                    "preservation_confirmation.held_until",
                    "the data is already held until %s; right: that or later"
                            .formatted(before.get().until()));
        }
        HoldLife.Event event =
                before.filter(hold -> until.isAfter(hold.until())).isPresent()
                        ? HoldLife.Event.PROLONGED
                        : HoldLife.Event.CONFIRMED;
        return switch (HoldLife.step(before.map(Hold::state).orElse(HoldState.PLACED), event)) {
            case HoldLife.Rejected(var why) -> new Result.OutOfOrder(why);
            case HoldLife.Moved(var held) ->
                new Result.Fits(
                        moved.with(new Hold(held, before.map(Hold::since).orElse(since), until)),
                        What.PRESERVED,
                        "held until %s".formatted(Timestamps.toString(confirmation.getHeldUntil())));
        };
    }
}
