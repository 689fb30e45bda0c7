package eu.vigil.protocol.link;

import java.time.Duration;

/**
 * Every bound that a link keeps; each is checked before memory is taken for what it bounds.
 *
 * @param frameBytesMaxBeforeHello the longest frame before the peer's Hello is accepted
 * @param frameBytesMax the longest frame after it
 * @param unreceiptedMax how many envelopes the listener lets a dialler have unanswered on one link in each lane
 * @param unansweredBytesMax how many bytes of them may lie here before the link is read no further
 * @param creditMax how much credit in a lane a dialler lets a listener give it; more is an error of the listener
 * @param consistencyRequestsMax how many consistency requests may be unanswered on one link
 * @param handshakeMax from the connection to the Welcome, TLS included
 * @param frameMax from a frame's first byte to its last
 * @param pingAfter after so long without a frame from the peer it is asked for one
 * @param idleMax after so long without a frame the link ends
 * @param finishMax how long receipts in flight may take once one side stops
 * @param lingerMax how long a connection outlives our Bye, so that the peer can read it
 * @param connectMax how long one address may take to be looked up, and again to answer
 * @param linksMax how many connections a listener holds at once
 * @param linksPerPeerMax how many of them one participant may have; one more ends its oldest
 * @param unauthenticatedPerAddressMax how many of them one address may have before TLS has named a participant
 * @param unsentBytesMax how much may wait in the channel, and again in the socket, before further envelopes wait and reading from the peer pauses
 */
public record LinkLimits(
        int frameBytesMaxBeforeHello,
        int frameBytesMax,
        int unreceiptedMax,
        int unansweredBytesMax,
        int creditMax,
        int consistencyRequestsMax,
        Duration handshakeMax,
        Duration frameMax,
        Duration pingAfter,
        Duration idleMax,
        Duration finishMax,
        Duration lingerMax,
        Duration connectMax,
        int linksMax,
        int linksPerPeerMax,
        int unauthenticatedPerAddressMax,
        int unsentBytesMax) {

    /** The limits that a node keeps unless its configuration says otherwise. */
    public static final LinkLimits DEFAULT = new LinkLimits(
            16 * 1024,
            256 * 1024,
            256,
            2 * 1024 * 1024,
            32 * 1024,
            8,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(90),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            1024,
            4,
            8,
            64 * 1024);

    /** @throws IllegalArgumentException if a limit is not positive or contradicts another, naming it */
    public LinkLimits {
        positive("frameBytesMaxBeforeHello", frameBytesMaxBeforeHello);
        positive("frameBytesMax", frameBytesMax);
        positive("unreceiptedMax", unreceiptedMax);
        positive("unansweredBytesMax", unansweredBytesMax);
        positive("creditMax", creditMax);
        positive("consistencyRequestsMax", consistencyRequestsMax);
        positive("handshakeMax", handshakeMax);
        positive("frameMax", frameMax);
        positive("pingAfter", pingAfter);
        positive("idleMax", idleMax);
        positive("finishMax", finishMax);
        positive("lingerMax", lingerMax);
        positive("connectMax", connectMax);
        positive("linksMax", linksMax);
        positive("linksPerPeerMax", linksPerPeerMax);
        positive("unauthenticatedPerAddressMax", unauthenticatedPerAddressMax);
        positive("unsentBytesMax", unsentBytesMax);
        if (frameBytesMaxBeforeHello > frameBytesMax) {
            throw new IllegalArgumentException("frameBytesMaxBeforeHello: %d is more than frameBytesMax, %d"
                    .formatted(frameBytesMaxBeforeHello, frameBytesMax));
        }
        if (unreceiptedMax > FrameRules.CREDIT_MAX) {
            throw new IllegalArgumentException("unreceiptedMax: %d is more than one frame can grant, %d"
                    .formatted(unreceiptedMax, FrameRules.CREDIT_MAX));
        }
        if (pingAfter.compareTo(idleMax) >= 0) {
            throw new IllegalArgumentException(
                    "pingAfter: %s must be shorter than idleMax, %s".formatted(pingAfter, idleMax));
        }
    }

    /** The answered envelopes of a lane after which their credit goes back in one frame: a quarter of what the peer may have. */
    int creditReturnedAt() {
        return Math.max(1, unreceiptedMax / 4);
    }

    private static void positive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException("%s: %d is not positive".formatted(name, value));
        }
    }

    private static void positive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("%s: %s is not positive".formatted(name, value));
        }
    }
}
