package eu.vigil.protocol.link;

import eu.vigil.protocol.link.LinkState.AwaitingHello;
import eu.vigil.protocol.link.LinkState.AwaitingWelcome;
import eu.vigil.protocol.link.LinkState.PreparingWelcome;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.Frame;
import eu.vigil.protocol.wire.Hello;
import eu.vigil.protocol.wire.Lane;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pcollections.HashTreePSet;

/** From TLS to the Welcome, on both sides. Nothing but Hello, Welcome and Bye leaves before the link is open. */
final class Greeting {
    private Greeting() {}

    static Step step(AwaitingHello state, LinkEvent event) {
        return switch (event) {
            case LinkEvent.Arrived(Frame frame, Instant _) -> first(state, frame);
            case LinkEvent.Unreadable(String why, Instant _) -> Ending.protocolError(why);
            case LinkEvent.Ticked(Instant at) -> late(state, state.deadline(), at, "no Hello came in time");
            case LinkEvent.StopAsked(Bye.Reason reason, Instant _) -> Ending.ours(reason, "closed by this node");
            case LinkEvent.Lost(String why, Instant _) -> Ending.lost(why);
            case LinkEvent.ForListener _, LinkEvent.ForDialler _ -> Step.stay(state);
        };
    }

    static Step step(PreparingWelcome state, LinkEvent event) {
        return switch (event) {
            case LinkEvent.WelcomeGiven(Hello welcome, Set<Lane> held, Instant at) -> open(state, welcome, held, at);
            case LinkEvent.WelcomeRefused(Bye.Reason reason, String why, Instant _) -> Ending.ours(reason, why);
            case LinkEvent.Arrived(Frame frame, Instant _) -> early(frame);
            case LinkEvent.Unreadable(String why, Instant _) -> Ending.protocolError(why);
            case LinkEvent.Ticked(Instant at) ->
                at.isBefore(state.deadline())
                        ? Step.stay(state)
                        : Ending.ours(Bye.Reason.INTERNAL, "this node made no Welcome in time");
            case LinkEvent.StopAsked(Bye.Reason reason, Instant _) -> Ending.ours(reason, "closed by this node");
            case LinkEvent.Lost(String why, Instant _) -> Ending.lost(why);
            case LinkEvent.ForListener _, LinkEvent.ForDialler _ -> Step.stay(state);
        };
    }

    static Step step(AwaitingWelcome state, LinkEvent event) {
        return switch (event) {
            case LinkEvent.Arrived(Frame frame, Instant at) -> answer(state, frame, at);
            case LinkEvent.Unreadable(String why, Instant _) -> Ending.protocolError(why);
            case LinkEvent.Ticked(Instant at) -> late(state, state.deadline(), at, "no Welcome came in time");
            case LinkEvent.StopAsked(Bye.Reason reason, Instant _) -> Ending.ours(reason, "closed by this node");
            case LinkEvent.Lost(String why, Instant _) -> Ending.lost(why);
            case LinkEvent.ForListener _, LinkEvent.ForDialler _ -> Step.stay(state);
        };
    }

    private static Step first(AwaitingHello state, Frame frame) {
        if (frame.hasHello()) {
            return hello(state, frame);
        }
        return frame.hasBye()
                ? Ending.theirs(frame.getBye())
                : Ending.protocolError("the first frame is no Hello but " + frame.getBodyCase());
    }

    private static Step early(Frame frame) {
        return frame.hasBye()
                ? Ending.theirs(frame.getBye())
                : Ending.protocolError("%s came before our Welcome".formatted(frame.getBodyCase()));
    }

    private static Step answer(AwaitingWelcome state, Frame frame, Instant at) {
        if (frame.hasWelcome()) {
            return welcome(state, frame, at);
        }
        return frame.hasBye()
                ? Ending.theirs(frame.getBye())
                : Ending.protocolError("our Hello is answered not by a Welcome but " + frame.getBodyCase());
    }

    private static Step late(LinkState state, Instant deadline, Instant now, String text) {
        return now.isBefore(deadline) ? Step.stay(state) : Ending.ours(Bye.Reason.IDLE, text);
    }

    private static Step hello(AwaitingHello state, Frame frame) {
        Hello hello = frame.getHello();
        Optional<Step> refusal = refusal(state.peer(), frame, hello);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (Integer.compareUnsigned(hello.getVersionMin(), Link.VERSION_MAX) > 0
                || Integer.compareUnsigned(hello.getVersionMax(), Link.VERSION_MIN) < 0) {
            return Ending.ours(
                    Bye.Reason.NO_COMMON_VERSION,
                    "the peer speaks versions %s to %s of the link, we speak %d to %d"
                            .formatted(
                                    Integer.toUnsignedString(hello.getVersionMin()),
                                    Integer.toUnsignedString(hello.getVersionMax()),
                                    Link.VERSION_MIN,
                                    Link.VERSION_MAX));
        }
        int version = Integer.compareUnsigned(hello.getVersionMax(), Link.VERSION_MAX) < 0
                ? hello.getVersionMax()
                : Link.VERSION_MAX;
        return Step.of(
                new PreparingWelcome(state.peer(), state.limits(), state.deadline(), hello, version),
                new LinkAction.AskWelcome(hello));
    }

    // What is held is owed from the beginning: whoever comes back gets no credit that it did not have.
    private static Step open(PreparingWelcome state, Hello welcome, Set<Lane> held, Instant at) {
        int most = state.limits().unreceiptedMax();
        LaneCredits credit = LaneCredits.each(most);
        LaneCredits owed = LaneCredits.NONE;
        for (Lane lane : LaneCredits.LANES) {
            if (held.contains(lane)) {
                credit = credit.plus(lane, -most);
                owed = owed.plus(lane, most);
            }
        }
        Hello filled = welcome.toBuilder()
                .setVersionMin(state.version())
                .setVersionMax(state.version())
                .setNetwork(state.peer().network().value())
                .setPurpose(state.hello().getPurpose())
                .clearCredits()
                .addAllCredits(Frames.grants(credit))
                .build();
        LinkState.Receiving open = new LinkState.Receiving(
                state.peer(),
                state.limits(),
                Pulse.startingAt(at),
                credit,
                owed,
                held,
                LinkState.Flights.NONE,
                false,
                List.of(),
                Optional.empty());
        return Step.of(open, Frames.welcome(filled), new LinkAction.Open(state.hello(), state.version(), credit));
    }

    private static Step welcome(AwaitingWelcome state, Frame frame, Instant at) {
        Hello welcome = frame.getWelcome();
        Optional<Step> refusal = refusal(state.peer(), frame, welcome);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        int version = welcome.getVersionMax();
        if (welcome.getVersionMin() != version || version < Link.VERSION_MIN || version > Link.VERSION_MAX) {
            return Ending.ours(
                    Bye.Reason.NO_COMMON_VERSION, "the Welcome does not choose one of the versions we offered");
        }
        LaneCredits credit = LaneCredits.of(welcome.getCreditsList()); // at most 8 x 4096, see FrameRules
        if (credit.most() > state.limits().creditMax()) {
            return Ending.protocolError("welcome.credits: more than %d in one lane"
                    .formatted(state.limits().creditMax()));
        }
        LinkState.Sending open = new LinkState.Sending(
                state.peer(),
                state.limits(),
                Pulse.startingAt(at),
                credit,
                HashTreePSet.empty(),
                List.of(),
                Optional.empty());
        return Step.of(open, new LinkAction.Open(welcome, version, credit));
    }

    // What a Hello and a Welcome have in common.
    private static Optional<Step> refusal(LinkPeer peer, Frame frame, Hello hello) {
        Optional<String> problem = FrameRules.problem(frame);
        if (problem.isPresent()) {
            return problem.map(Ending::protocolError);
        }
        if (!hello.getNetwork().equals(peer.network().value())) {
            return Optional.of(Ending.ours(
                    Bye.Reason.WRONG_NETWORK,
                    "the peer's certificate is of %s, its greeting of another network".formatted(peer.network())));
        }
        if (!hello.getParticipant().equals(peer.participant().value())) {
            return Optional.of(Ending.ours(
                    Bye.Reason.WRONG_PARTICIPANT,
                    "the peer's certificate names %s, its greeting somebody else".formatted(peer.participant())));
        }
        if (hello.getPurpose() != Hello.Purpose.MESSAGES) {
            return Optional.of(Ending.ours(
                    Bye.Reason.WRONG_PURPOSE, "no link for %s is served here".formatted(hello.getPurpose())));
        }
        return Optional.empty();
    }
}
