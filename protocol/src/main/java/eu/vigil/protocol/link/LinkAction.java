package eu.vigil.protocol.link;

import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.ConsistencyRequest;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Frame;
import eu.vigil.protocol.wire.Hello;
import eu.vigil.protocol.wire.Lane;
import eu.vigil.protocol.wire.Receipt;

/** What the shell around a link has to do, in the order given. */
public sealed interface LinkAction {
    /** Write this frame. */
    record Send(Frame frame) implements LinkAction {}

    /**
     * The link is open; frames up to the full length may come.
     *
     * @param hello what the peer said of itself
     * @param version the version of the link that both speak
     * @param credit how many envelopes the dialler may deliver in each lane before the first receipt
     */
    record Open(Hello hello, int version, LaneCredits credit) implements LinkAction {}

    /** Read nothing more from the peer, too much of what it sent being unanswered; or read on. */
    record Read(boolean more) implements LinkAction {}

    /** The link is over: tell the node, close the connection. Comes exactly once, last. */
    record End(LinkEnd end) implements LinkAction {}

    /** What a listener's node has to do. */
    sealed interface ForListener extends LinkAction {}

    /** The dialler's Hello is in order: say what this node answers, by {@code WelcomeGiven} or {@code WelcomeRefused}. */
    record AskWelcome(Hello hello) implements ForListener {}

    /** An envelope came: answer it once, by {@code Receipted} or {@code TurnedAway}. */
    record TakeDelivery(Deliver deliver) implements ForListener {}

    /** The dialler doubts our log: answer once, by {@code Proved}. */
    record ProveConsistency(ConsistencyRequest request) implements ForListener {}

    /** What a dialler's node has to be told. */
    sealed interface ForDialler extends LinkAction {}

    /** So many more envelopes of a lane may be delivered. */
    record GrantCredit(Lane lane, int envelopes) implements ForDialler {}

    /** The peer recorded an envelope of ours; its proof is not yet checked. */
    record TakeReceipt(Receipt receipt) implements ForDialler {}

    /** The peer recorded nothing. */
    record TakeBusy(Busy busy) implements ForDialler {}

    /** The peer answered our request; its proof is not yet checked. */
    record TakeProof(ConsistencyProof proof) implements ForDialler {}
}
