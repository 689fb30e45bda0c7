package eu.vigil.node.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with one peer.
 *
 * @param link the link over which we deliver
 * @param since since when it is open, or since when it is not; empty before anything was tried
 * @param queued messages that wait for a receipt
 * @param lastReceiptAt when a receipt of it was last proved
 * @param clockAhead by how much the peer's clock was ahead of ours when the link last opened
 * @param trouble what hinders the link, for the operator; empty if nothing does
 */
public record PeerStanding(
        Line link,
        Optional<Instant> since,
        int queued,
        Optional<Instant> lastReceiptAt,
        Optional<Duration> clockAhead,
        String trouble) {
    static final PeerStanding UNKNOWN =
            new PeerStanding(Line.WAITING, Optional.empty(), 0, Optional.empty(), Optional.empty(), "");

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
