package eu.vigil.protocol.link;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.ConsistencyRequest;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Frame;
import eu.vigil.protocol.wire.Hello;
import eu.vigil.protocol.wire.Lane;
import eu.vigil.protocol.wire.Receipt;
import java.time.Instant;
import java.util.Set;

/** What can happen to a link, and when it did. */
public sealed interface LinkEvent {
    /** When it happened. */
    Instant at();

    /** A whole frame came. */
    record Arrived(Frame frame, Instant at) implements LinkEvent {}

    /** What came is no frame: too long, too slow or not Protobuf. */
    record Unreadable(String why, Instant at) implements LinkEvent {}

    /** Time went by; due when {@link Link#wakeAt} says, harmless at any other time. */
    record Ticked(Instant at) implements LinkEvent {}

    /** This node wants the link to end once what is in flight is answered. */
    record StopAsked(Bye.Reason reason, Instant at) implements LinkEvent {}

    /** The connection is gone. */
    record Lost(String why, Instant at) implements LinkEvent {}

    /** What only the listening side's node causes; without meaning for a dialler. */
    sealed interface ForListener extends LinkEvent {}

    /**
     * The answer to {@link LinkAction.AskWelcome}; the link fills in version, network, purpose and credit.
     *
     * @param held lanes in which no credit is given for now
     */
    record WelcomeGiven(Hello welcome, Set<Lane> held, Instant at) implements ForListener {
        /** Keeps its own copy. */
        public WelcomeGiven {
            held = Set.copyOf(held);
        }
    }

    /** The answer to {@link LinkAction.AskWelcome} when this node does not want the link. */
    record WelcomeRefused(Bye.Reason reason, String why, Instant at) implements ForListener {}

    /** An envelope was recorded, accepted or refused. */
    record Receipted(Receipt receipt, Instant at) implements ForListener {}

    /** Nothing was recorded of an envelope. */
    record TurnedAway(Busy busy, Instant at) implements ForListener {}

    /** The answer to {@link LinkAction.ProveConsistency}. */
    record Proved(ConsistencyProof proof, Instant at) implements ForListener {}

    /**
     * From now on no credit goes back in these lanes, and in the others it does: the journal or the disk is short.
     *
     * @param lanes none: credit goes back in all
     */
    record CreditHeld(Set<Lane> lanes, Instant at) implements ForListener {
        /** Keeps its own copy. */
        public CreditHeld {
            lanes = Set.copyOf(lanes);
        }
    }

    /** What only the dialling side's node causes; without meaning for a listener. */
    sealed interface ForDialler extends LinkEvent {}

    /** This node wants to deliver; only while it has credit. */
    record DeliverAsked(Deliver deliver, Instant at) implements ForDialler {
        ByteString messageId() {
            return deliver.getEnvelope().getMessageId();
        }
    }

    /** This node wants a proof that the peer's log only grew. */
    record ConsistencyAsked(ConsistencyRequest request, Instant at) implements ForDialler {}
}
