package eu.vigil.protocol.link;

import eu.vigil.protocol.wire.Bye;

/**
 * Why a link ended.
 *
 * @param by who ended it
 * @param reason what the Bye said; {@code REASON_UNSPECIFIED} if there was none, or one that we do not know
 * @param text for the operator; never sent to the peer
 */
public record LinkEnd(By by, Bye.Reason reason, String text) {
    /** Who ended a link. */
    public enum By {
        /** This node, with a Bye. */
        US,
        /** The peer, with a Bye. */
        PEER,
        /** Nobody said Bye: the connection broke. */
        CONNECTION
    }
}
