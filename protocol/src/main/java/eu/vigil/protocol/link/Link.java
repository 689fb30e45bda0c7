package eu.vigil.protocol.link;

import eu.vigil.protocol.link.LinkState.AwaitingHello;
import eu.vigil.protocol.link.LinkState.AwaitingWelcome;
import eu.vigil.protocol.link.LinkState.Closed;
import eu.vigil.protocol.link.LinkState.PreparingWelcome;
import eu.vigil.protocol.link.LinkState.Receiving;
import eu.vigil.protocol.link.LinkState.Sending;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.Hello;
import java.time.Instant;
import java.util.Optional;

/**
 * The link: a pure, total function from where it stands and what happens to where it stands then and what is to be done.
 *
 * <p>Invariants: nothing but Hello and Bye leaves before the Welcome; nothing after a Bye; a dialler never has more
 * envelopes of a lane unreceipted than it was given credit for, and a listener disconnects one that has; every link ends once. Who
 * the peer is was settled by TLS before the first step; Hello and Welcome must say the same.
 */
public final class Link {
    /** The lowest version of the link spoken here. */
    public static final int VERSION_MIN = 1;

    /** The highest version of the link spoken here. */
    public static final int VERSION_MAX = 1;

    private Link() {}

    /**
     * A connection that came in.
     *
     * @param peer as its certificate names it
     * @param connectedAt when the connection, not TLS, was there: the hand-shake is timed from it
     */
    public static LinkState listen(LinkPeer peer, LinkLimits limits, Instant connectedAt) {
        return new AwaitingHello(peer, limits, connectedAt.plus(limits.handshakeMax()));
    }

    /**
     * A connection that we made.
     *
     * @param wanted whom we dialled
     * @param certified whom the certificate at the other end names
     * @param hello what we say of ourselves; the link fills in versions, network and purpose
     * @param connectedAt when the connection, not TLS, was there: the hand-shake is timed from it
     */
    public static Step dial(LinkPeer wanted, LinkPeer certified, Hello hello, LinkLimits limits, Instant connectedAt) {
        if (!certified.equals(wanted)) {
            return Ending.ours(
                    Bye.Reason.WRONG_PARTICIPANT,
                    "dialled %s, but the certificate there names %s".formatted(wanted, certified));
        }
        Hello filled = hello.toBuilder()
                .setVersionMin(VERSION_MIN)
                .setVersionMax(VERSION_MAX)
                .setNetwork(wanted.network().value())
                .setPurpose(Hello.Purpose.MESSAGES)
                .clearCredits()
                .build();
        return Step.of(
                new AwaitingWelcome(wanted, limits, connectedAt.plus(limits.handshakeMax())), Frames.hello(filled));
    }

    /** What follows from an event. Never throws: what must not happen ends the link, what no longer matters is ignored. */
    public static Step step(LinkState state, LinkEvent event) {
        return switch (state) {
            case AwaitingHello awaiting -> Greeting.step(awaiting, event);
            case PreparingWelcome preparing -> Greeting.step(preparing, event);
            case AwaitingWelcome awaiting -> Greeting.step(awaiting, event);
            case Receiving receiving -> ReceivingSide.step(receiving, event);
            case Sending sending -> SendingSide.step(sending, event);
            case Closed closed -> Step.stay(closed);
        };
    }

    /** When the next {@link LinkEvent.Ticked} is due; an earlier one does no harm. Empty once the link is over. */
    public static Optional<Instant> wakeAt(LinkState state) {
        return switch (state) {
            case AwaitingHello awaiting -> Optional.of(awaiting.deadline());
            case PreparingWelcome preparing -> Optional.of(preparing.deadline());
            case AwaitingWelcome awaiting -> Optional.of(awaiting.deadline());
            case Receiving open -> Optional.of(earlier(open.pulse().wakeAt(open.limits()), open.stop()));
            case Sending open -> Optional.of(earlier(open.pulse().wakeAt(open.limits()), open.stop()));
            case Closed _ -> Optional.empty();
        };
    }

    private static Instant earlier(Instant wake, Optional<LinkState.Stop> stop) {
        return stop.map(LinkState.Stop::deadline)
                .filter(deadline -> deadline.isBefore(wake))
                .orElse(wake);
    }
}
