package eu.vigil.node.link;

import eu.vigil.protocol.link.LaneCredits;
import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.Hello;
import eu.vigil.protocol.wire.Lane;
import eu.vigil.protocol.wire.Receipt;

/** What becomes of a link that this node dials. Called on the link's event loop: must not block. */
public interface DialledLinkEvents {
    /** The peer's Welcome is in order. */
    void opened(DialledLink link, Hello welcome, LaneCredits credit);

    /** So many more envelopes of a lane may be delivered. */
    void creditGranted(Lane lane, int more);

    /** The peer says that it recorded an envelope of ours; nothing of the receipt is checked but its form. */
    void receipted(Receipt receipt);

    /** The peer recorded nothing of an envelope of ours. */
    void busy(Busy busy);

    /** An answer to {@link DialledLink#askConsistency}; nothing of it is checked but its form. Empty: the peer has no proof. */
    void consistencyProved(ConsistencyProof proof);

    /** The link is over, or was never made. Comes exactly once, last. */
    void closed(LinkClosed why);
}
