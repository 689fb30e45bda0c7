package eu.vigil.protocol.casework;

/** Which end of a request a node is. */
public enum Side {
    /** Wrote the request and mirrors what the other side does with it. */
    REQUESTING,
    /** Received the request; its order wins when messages cross. */
    REQUESTED;

    /** The other end. */
    public Side other() {
        return switch (this) {
            case REQUESTING -> REQUESTED;
            case REQUESTED -> REQUESTING;
        };
    }
}
