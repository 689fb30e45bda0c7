package eu.vigil.node.link;

import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.Deliver;

/** The dispatcher's handle on an open link that this node dialled. Thread-safe; never blocks. */
public interface DialledLink {
    /** How many more envelopes may be delivered now. */
    int credit();

    /**
     * Sends an envelope and uses up one credit. If the link is ending, it is not sent; {@code closed} tells so.
     *
     * @throws IllegalStateException without credit
     */
    void deliver(Deliver deliver);

    /** Asks for the proof that the peer's log for us only grew between two sizes, each 1 or more. */
    void askConsistency(long from, long to);

    /** Ends the link once the receipts in flight have come, after 5 s at the latest. */
    void close(Bye.Reason reason);

    /** What protects the link, for the operator. */
    LinkSecurity security();
}
