package eu.vigil.node.journal;

import eu.vigil.protocol.wire.Lane;

/** What goes first, the most urgent first. */
public enum Priority {
    /** An urgent message on its way, here or there: no batch of others keeps it waiting. */
    URGENT,
    /** A human has seen it, or a page got its answer: it stops calls. */
    PEOPLE,
    /** Everything else. */
    TRAFFIC;

    /** Of what concerns a message that travels on {@code lane}; {@code otherwise} unless it is urgent. */
    public static Priority of(Lane lane, Priority otherwise) {
        return lane == Lane.EMERGENCY || lane == Lane.URGENT ? URGENT : otherwise;
    }
}
