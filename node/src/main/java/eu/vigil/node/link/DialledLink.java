package eu.vigil.node.link;

import eu.vigil.protocol.link.LaneCredits;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.Deliver;

/** The dispatcher's handle on an open link that this node dialled. Thread-safe; never blocks. */
public interface DialledLink {
    /** How many more envelopes may be delivered now in each lane. */
    LaneCredits credit();

    /**
     * Sends an envelope and uses up one credit of its lane. On a line that takes no more it waits, and what is more urgent overtakes it.
     * If the link is ending, it is not sent; {@code closed} tells so.
     *
     * @throws IllegalStateException without credit in the lane
     */
    void deliver(Deliver deliver);

    /** Asks for the proof that the peer's log for us only grew between two sizes, each 1 or more. */
    void askConsistency(long from, long to);

    /** Ends the link once the receipts in flight have come, after 5 s at the latest. */
    void close(Bye.Reason reason);

    /** What protects the link, for the operator. */
    LinkSecurity security();
}
