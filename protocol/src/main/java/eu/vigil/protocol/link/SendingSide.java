package eu.vigil.protocol.link;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.link.LinkState.LogSpan;
import eu.vigil.protocol.link.LinkState.Sending;
import eu.vigil.protocol.link.LinkState.Stop;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.ConsistencyRequest;
import eu.vigil.protocol.wire.Credit;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Frame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The dialler's side of an open link: delivers while it has credit, hears receipts. */
final class SendingSide {
    private SendingSide() {}

    static Step step(Sending state, LinkEvent event) {
        return switch (event) {
            case LinkEvent.Arrived(Frame frame, Instant at) -> arrived(state, frame, at);
            case LinkEvent.DeliverAsked asked -> deliver(state, asked.deliver(), asked.messageId());
            case LinkEvent.ConsistencyAsked(ConsistencyRequest request, Instant _) -> request(state, request);
            case LinkEvent.Ticked(Instant at) -> ticked(state, at);
            case LinkEvent.StopAsked(Bye.Reason reason, Instant at) -> stop(state, reason, at);
            case LinkEvent.Unreadable(String why, Instant _) -> Ending.protocolError(why);
            case LinkEvent.Lost(String why, Instant _) -> Ending.lost(why);
            case LinkEvent.ForListener _ -> Step.stay(state);
        };
    }

    private static Step arrived(Sending before, Frame frame, Instant at) {
        Optional<String> problem = FrameRules.problem(frame);
        if (problem.isPresent()) {
            return Ending.protocolError(problem.get());
        }
        Sending state = before.withPulse(before.pulse().heard(at));
        return switch (frame.getBodyCase()) {
            case RECEIPT ->
                answered(state, frame.getReceipt().getMessageId(), new LinkAction.TakeReceipt(frame.getReceipt()), at);
            case BUSY -> answered(state, frame.getBusy().getMessageId(), new LinkAction.TakeBusy(frame.getBusy()), at);
            case CREDIT -> credit(state, frame.getCredit());
            case CONSISTENCY_PROOF -> proof(state, frame.getConsistencyProof(), at);
            case PING -> Step.of(state, Frames.pong(frame.getPing(), at));
            case PONG, BODY_NOT_SET -> Step.stay(state);
            case BYE -> Ending.theirs(frame.getBye());
            case HELLO, WELCOME, DELIVER, CONSISTENCY_REQUEST ->
                Ending.protocolError("%s is not for a listener to send".formatted(frame.getBodyCase()));
        };
    }

    private static Step deliver(Sending state, Deliver deliver, ByteString id) {
        // Asked before the node knew that the link is ending: it is told so, and delivers by the next link.
        if (state.stop().isPresent()) {
            return Step.stay(state);
        }
        Optional<String> problem =
                FrameRules.problem(Frame.newBuilder().setDeliver(deliver).build());
        if (problem.isPresent()) {
            return Ending.ours(Bye.Reason.INTERNAL, "this node made a bad frame: " + problem.get());
        }
        boolean poor = state.credit().in(deliver.getLane()) == 0;
        if (poor || state.unreceipted().contains(id)) {
            return Ending.ours(
                    Bye.Reason.INTERNAL,
                    poor
                            ? "this node delivered without credit"
                            : "this node delivered an envelope again before its receipt");
        }
        LaneCredits left = state.credit().plus(deliver.getLane(), -1);
        return Step.of(
                state.withCredit(left).withUnreceipted(state.unreceipted().plus(id)), Frames.deliver(deliver));
    }

    private static Step answered(Sending state, ByteString id, LinkAction answer, Instant at) {
        if (!state.unreceipted().contains(id)) {
            return Ending.protocolError("an answer came to an envelope that is not in flight");
        }
        return finish(state.withUnreceipted(state.unreceipted().minus(id)), List.of(answer), at);
    }

    private static Step credit(Sending state, Credit credit) {
        // At most 32 Ki + 4096, see FrameRules.
        LaneCredits sum = state.credit().plus(credit.getLane(), credit.getEnvelopes());
        if (sum.most() > state.limits().creditMax()) {
            return Ending.protocolError(
                    "credit: more than %d in one lane".formatted(state.limits().creditMax()));
        }
        return Step.of(state.withCredit(sum), new LinkAction.GrantCredit(credit.getLane(), credit.getEnvelopes()));
    }

    private static Step request(Sending state, ConsistencyRequest request) {
        LogSpan span = new LogSpan(request.getFrom(), request.getTo());
        // Asked already, or the link is ending: the next link will do.
        if (state.stop().isPresent() || state.unproved().contains(span)) {
            return Step.stay(state);
        }
        if (state.unproved().size() == state.limits().consistencyRequestsMax()) {
            return Ending.ours(Bye.Reason.INTERNAL, "this node asked for too many consistency proofs at once");
        }
        List<LogSpan> unproved = new ArrayList<>(state.unproved());
        unproved.add(span);
        return Step.of(state.withUnproved(unproved), Frames.request(request));
    }

    private static Step proof(Sending state, ConsistencyProof proof, Instant at) {
        List<LogSpan> unproved = new ArrayList<>(state.unproved());
        if (!unproved.remove(new LogSpan(proof.getFrom(), proof.getTo()))) {
            return Ending.protocolError("a consistency proof came that was not asked for");
        }
        return finish(state.withUnproved(unproved), List.of(new LinkAction.TakeProof(proof)), at);
    }

    private static Step ticked(Sending state, Instant at) {
        if (!at.isBefore(state.pulse().deadAt(state.limits()))) {
            return Ending.ours(Bye.Reason.IDLE, state.pulse().silence(at));
        }
        if (at.isBefore(state.pulse().pingAt(state.limits()))) {
            return finish(state, List.of(), at);
        }
        Pulse asked = state.pulse().asked(at);
        return finish(state.withPulse(asked), List.of(Frames.ping(asked.pings(), at)), at);
    }

    private static Step stop(Sending state, Bye.Reason reason, Instant at) {
        if (state.stop().isPresent()) {
            return Step.stay(state);
        }
        return finish(state.withStop(new Stop(reason, at.plus(state.limits().finishMax()))), List.of(), at);
    }

    // Says Bye once this node wants to stop and either nothing is in flight or it has waited long enough.
    private static Step finish(Sending state, List<LinkAction> first, Instant at) {
        if (state.stop().isEmpty()) {
            return new Step(state, first);
        }
        Stop stop = state.stop().get();
        if (!state.idle() && at.isBefore(stop.deadline())) {
            return new Step(state, first);
        }
        return Ending.ours(
                first,
                stop.reason(),
                state.idle() ? "closed by this node" : "closed by this node with receipts outstanding");
    }
}
