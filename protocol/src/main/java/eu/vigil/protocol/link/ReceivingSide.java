package eu.vigil.protocol.link;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.link.LinkState.Flight;
import eu.vigil.protocol.link.LinkState.LogSpan;
import eu.vigil.protocol.link.LinkState.Receiving;
import eu.vigil.protocol.link.LinkState.Stop;
import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.ConsistencyRequest;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Envelope;
import eu.vigil.protocol.wire.Frame;
import eu.vigil.protocol.wire.Lane;
import eu.vigil.protocol.wire.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The listener's side of an open link: takes envelopes against credit, gives back receipts, then credit. */
final class ReceivingSide {
    private ReceivingSide() {}

    static Step step(Receiving state, LinkEvent event) {
        return switch (event) {
            case LinkEvent.Arrived(Frame frame, Instant at) -> arrived(state, frame, at);
            case LinkEvent.Receipted(Receipt receipt, Instant at) ->
                answered(state, receipt.getMessageId(), Frames.receipt(receipt), at);
            case LinkEvent.TurnedAway(Busy busy, Instant at) ->
                answered(state, busy.getMessageId(), Frames.busy(busy), at);
            case LinkEvent.Proved(ConsistencyProof proof, Instant at) -> proved(state, proof, at);
            case LinkEvent.CreditHeld(Set<Lane> lanes, Instant _) -> returnCredit(state.withHeld(lanes), List.of());
            case LinkEvent.Ticked(Instant at) -> ticked(state, at);
            case LinkEvent.StopAsked(Bye.Reason reason, Instant at) -> stop(state, reason, at);
            case LinkEvent.Unreadable(String why, Instant _) -> Ending.protocolError(why);
            case LinkEvent.Lost(String why, Instant _) -> Ending.lost(why);
            case LinkEvent.WelcomeGiven _, LinkEvent.WelcomeRefused _, LinkEvent.ForDialler _ -> Step.stay(state);
        };
    }

    private static Step arrived(Receiving before, Frame frame, Instant at) {
        Optional<String> problem = FrameRules.problem(frame);
        if (problem.isPresent()) {
            return Ending.protocolError(problem.get());
        }
        Receiving state = before.withPulse(before.pulse().heard(at));
        return switch (frame.getBodyCase()) {
            case DELIVER -> deliver(state, frame.getDeliver());
            case CONSISTENCY_REQUEST -> request(state, frame.getConsistencyRequest());
            case PING -> Step.of(state, Frames.pong(frame.getPing(), at));
            case PONG, BODY_NOT_SET -> Step.stay(state);
            case BYE -> Ending.theirs(frame.getBye());
            case HELLO, WELCOME, RECEIPT, BUSY, CREDIT, CONSISTENCY_PROOF ->
                Ending.protocolError("%s is not for a dialler to send".formatted(frame.getBodyCase()));
        };
    }

    private static Step deliver(Receiving state, Deliver deliver) {
        Envelope envelope = deliver.getEnvelope();
        Lane lane = deliver.getLane();
        if (state.credit().in(lane) == 0) {
            return Ending.ours(
                    Bye.Reason.CREDIT_EXCEEDED, "an envelope came without credit in the lane %s".formatted(lane));
        }
        if (!envelope.getNetwork().equals(state.peer().network().value())) {
            return Ending.ours(Bye.Reason.WRONG_NETWORK, "an envelope of another network came");
        }
        if (!envelope.getSender().equals(state.peer().participant().value())) {
            return Ending.ours(Bye.Reason.WRONG_PARTICIPANT, "an envelope of another sender came");
        }
        ByteString id = envelope.getMessageId();
        if (state.unanswered().byId().containsKey(id)) {
            return Ending.protocolError("an envelope came again before its receipt");
        }
        if (state.stop().isPresent()) {
            Busy busy = Busy.newBuilder()
                    .setMessageId(id)
                    .setReason(Busy.Reason.STOPPING)
                    .build();
            return Step.of(
                    state.withCredit(state.credit().plus(lane, -1), state.owed().plus(lane, 1)), Frames.busy(busy));
        }
        Flight flight = new Flight(lane, envelope.getSealed().size());
        Receiving next = state.withCredit(state.credit().plus(lane, -1), state.owed())
                .withUnanswered(state.unanswered().plus(id, flight));
        LinkAction take = new LinkAction.TakeDelivery(deliver);
        return !next.paused() && next.unanswered().bytes() > next.limits().unansweredBytesMax()
                ? Step.of(next.withPaused(true), take, new LinkAction.Read(false))
                : Step.of(next, take);
    }

    // What is not in flight has been answered.
    private static Step answered(Receiving state, ByteString id, LinkAction answer, Instant at) {
        Flight flight = state.unanswered().byId().get(id);
        if (flight == null) {
            return Step.stay(state);
        }
        Receiving next = state.withCredit(state.credit(), state.owed().plus(flight.lane(), 1))
                .withUnanswered(state.unanswered().minus(id, flight));
        List<LinkAction> actions = new ArrayList<>(List.of(answer));
        if (next.paused() && next.unanswered().bytes() <= next.limits().unansweredBytesMax() / 2) {
            next = next.withPaused(false);
            actions.add(new LinkAction.Read(true));
        }
        return next.stop().isPresent() ? finish(next, actions, at) : returnCredit(next, actions);
    }

    private static Step returnCredit(Receiving state, List<LinkAction> first) {
        Receiving next = state;
        List<LinkAction> actions = new ArrayList<>(first);
        for (Lane lane : LaneCredits.LANES) {
            int owed = next.owed().in(lane);
            boolean due =
                    owed >= next.limits().creditReturnedAt() || next.credit().in(lane) == 0;
            if (owed > 0 && due && !next.held().contains(lane) && next.stop().isEmpty()) {
                actions.add(Frames.credit(lane, owed));
                next = next.withCredit(
                        next.credit().plus(lane, owed), next.owed().plus(lane, -owed));
            }
        }
        return new Step(next, actions);
    }

    private static Step request(Receiving state, ConsistencyRequest request) {
        if (state.unproved().size() == state.limits().consistencyRequestsMax()) {
            return Ending.protocolError("more than %d consistency requests at once"
                    .formatted(state.limits().consistencyRequestsMax()));
        }
        List<LogSpan> unproved = new ArrayList<>(state.unproved());
        unproved.add(new LogSpan(request.getFrom(), request.getTo()));
        return Step.of(state.withUnproved(unproved), new LinkAction.ProveConsistency(request));
    }

    private static Step proved(Receiving state, ConsistencyProof proof, Instant at) {
        List<LogSpan> unproved = new ArrayList<>(state.unproved());
        if (!unproved.remove(new LogSpan(proof.getFrom(), proof.getTo()))) {
            return Step.stay(state);
        }
        return finish(state.withUnproved(unproved), List.of(Frames.proof(proof)), at);
    }

    private static Step ticked(Receiving before, Instant at) {
        // Who is not read is not silent.
        Receiving state = before.paused() ? before.withPulse(before.pulse().heard(at)) : before;
        if (!at.isBefore(state.pulse().deadAt(state.limits()))) {
            return Ending.ours(Bye.Reason.IDLE, state.pulse().silence(at));
        }
        if (at.isBefore(state.pulse().pingAt(state.limits()))) {
            return finish(state, List.of(), at);
        }
        Pulse asked = state.pulse().asked(at);
        return finish(state.withPulse(asked), List.of(Frames.ping(asked.pings(), at)), at);
    }

    private static Step stop(Receiving state, Bye.Reason reason, Instant at) {
        if (state.stop().isPresent()) {
            return Step.stay(state);
        }
        Stop stop = new Stop(reason, at.plus(state.limits().finishMax()));
        return finish(state.withStop(stop), List.of(), at);
    }

    // Says Bye once this node wants to stop and either nothing is in flight or it has waited long enough.
    private static Step finish(Receiving state, List<LinkAction> first, Instant at) {
        if (state.stop().isEmpty()) {
            return new Step(state, first);
        }
        Stop stop = state.stop().get();
        if (!state.idle() && at.isBefore(stop.deadline())) {
            return new Step(state, first);
        }
        return Ending.ours(
                first, stop.reason(), state.idle() ? "closed by this node" : "closed by this node with answers due");
    }
}
