package eu.vigil.node.dispatch;

import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with one peer.
 *
 * @param link the link over which we deliver
 * @param queued messages that wait for a receipt
 * @param lastReceiptAt when a receipt of it was last proved
 * @param trouble what hinders the link, for the operator; empty if nothing does
 */
public record PeerStanding(Line link, int queued, Optional<Instant> lastReceiptAt, String trouble) {
    static final PeerStanding UNKNOWN = new PeerStanding(Line.WAITING, 0, Optional.empty(), "");

    /** Where the link is. */
    public enum Line {
        DIALLING,
        OPEN,
        /** Will be dialled again. */
        WAITING
    }

    /** True while the link is open. */
    public boolean isUp() {
        return link == Line.OPEN;
    }
}
