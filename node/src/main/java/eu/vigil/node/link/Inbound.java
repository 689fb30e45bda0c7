package eu.vigil.node.link;

import eu.vigil.protocol.wire.Frame;

/** What the decoder makes of the peer's bytes. */
sealed interface Inbound {
    /** A whole frame. */
    record Whole(Frame frame) implements Inbound {}

    /** Bytes that are none; nothing follows. */
    record Broken(String why) implements Inbound {}
}
