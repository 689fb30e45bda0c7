package eu.vigil.protocol.link;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.Hello;
import eu.vigil.protocol.wire.Lane;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSet;

/** Where a link stands. Immutable; only {@link Link} makes them. */
public sealed interface LinkState {
    /** Listener: TLS has named the peer, its Hello has not come. */
    record AwaitingHello(LinkPeer peer, LinkLimits limits, Instant deadline) implements LinkState {}

    /** Listener: the Hello is in order, this node is making its Welcome. */
    record PreparingWelcome(LinkPeer peer, LinkLimits limits, Instant deadline, Hello hello, int version)
            implements LinkState {}

    /** Dialler: our Hello has left, the Welcome has not come. */
    record AwaitingWelcome(LinkPeer peer, LinkLimits limits, Instant deadline) implements LinkState {}

    /**
     * Listener: open.
     *
     * @param credit what the dialler may still deliver
     * @param owed credit of answered envelopes that has not yet gone back
     * @param held the lanes in which no credit goes back
     * @param unanswered the envelopes that this node has and has not answered, by id
     * @param paused true while the dialler is not read, because too much of what it sent is unanswered
     * @param unproved requests not yet answered
     * @param stop set once this node wants the link to end
     */
    record Receiving(
            LinkPeer peer,
            LinkLimits limits,
            Pulse pulse,
            LaneCredits credit,
            LaneCredits owed,
            Set<Lane> held,
            Flights unanswered,
            boolean paused,
            List<LogSpan> unproved,
            Optional<Stop> stop)
            implements LinkState {
        /** Keeps its own copies. */
        public Receiving {
            held = Set.copyOf(held);
            unproved = List.copyOf(unproved);
        }

        /** Nothing in flight. */
        boolean idle() {
            return unanswered.byId().isEmpty() && unproved.isEmpty();
        }

        Receiving withPulse(Pulse newPulse) {
            return new Receiving(peer, limits, newPulse, credit, owed, held, unanswered, paused, unproved, stop);
        }

        Receiving withCredit(LaneCredits newCredit, LaneCredits newOwed) {
            return new Receiving(peer, limits, pulse, newCredit, newOwed, held, unanswered, paused, unproved, stop);
        }

        Receiving withHeld(Set<Lane> newHeld) {
            return new Receiving(peer, limits, pulse, credit, owed, newHeld, unanswered, paused, unproved, stop);
        }

        Receiving withUnanswered(Flights newUnanswered) {
            return new Receiving(peer, limits, pulse, credit, owed, held, newUnanswered, paused, unproved, stop);
        }

        Receiving withPaused(boolean newPaused) {
            return new Receiving(peer, limits, pulse, credit, owed, held, unanswered, newPaused, unproved, stop);
        }

        Receiving withUnproved(List<LogSpan> newUnproved) {
            return new Receiving(peer, limits, pulse, credit, owed, held, unanswered, paused, newUnproved, stop);
        }

        Receiving withStop(Stop newStop) {
            return new Receiving(
                    peer, limits, pulse, credit, owed, held, unanswered, paused, unproved, Optional.of(newStop));
        }
    }

    /**
     * Dialler: open.
     *
     * @param credit what we may still deliver
     * @param unreceipted ids of the envelopes that the peer has not answered
     * @param unproved requests that the peer has not answered
     * @param stop set once this node wants the link to end
     */
    record Sending(
            LinkPeer peer,
            LinkLimits limits,
            Pulse pulse,
            LaneCredits credit,
            PSet<ByteString> unreceipted,
            List<LogSpan> unproved,
            Optional<Stop> stop)
            implements LinkState {
        /** Keeps its own copies. */
        public Sending {
            unproved = List.copyOf(unproved);
        }

        /** Nothing in flight. */
        boolean idle() {
            return unreceipted.isEmpty() && unproved.isEmpty();
        }

        Sending withPulse(Pulse newPulse) {
            return new Sending(peer, limits, newPulse, credit, unreceipted, unproved, stop);
        }

        Sending withCredit(LaneCredits newCredit) {
            return new Sending(peer, limits, pulse, newCredit, unreceipted, unproved, stop);
        }

        Sending withUnreceipted(PSet<ByteString> newUnreceipted) {
            return new Sending(peer, limits, pulse, credit, newUnreceipted, unproved, stop);
        }

        Sending withUnproved(List<LogSpan> newUnproved) {
            return new Sending(peer, limits, pulse, credit, unreceipted, newUnproved, stop);
        }

        Sending withStop(Stop newStop) {
            return new Sending(peer, limits, pulse, credit, unreceipted, unproved, Optional.of(newStop));
        }
    }

    /** Over; whatever happens now changes nothing. */
    record Closed(LinkEnd end) implements LinkState {}

    /** An envelope that is not yet answered: whose lane gets its credit back, and how long it is. */
    record Flight(Lane lane, int bytes) {}

    /**
     * Envelopes that are not yet answered. Each one that comes or goes makes another of these, which shares with the one before what they have
     * in common: in a flood there are some hundred.
     *
     * @param byId by the id of the message
     * @param bytes of all together
     */
    record Flights(PMap<ByteString, Flight> byId, long bytes) {
        static final Flights NONE = new Flights(HashTreePMap.empty(), 0);

        Flights plus(ByteString id, Flight flight) {
            return new Flights(byId.plus(id, flight), bytes + flight.bytes());
        }

        Flights minus(ByteString id, Flight flight) {
            return new Flights(byId.minus(id), bytes - flight.bytes());
        }
    }

    /** This node wants the link to end: with which Bye, and when at the latest. */
    record Stop(Bye.Reason reason, Instant deadline) {}

    /** Two sizes of a log between which growth is to be proved. */
    record LogSpan(long from, long to) {}
}
