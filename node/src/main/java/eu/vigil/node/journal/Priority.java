package eu.vigil.node.journal;

/** What goes first within a batch. */
public enum Priority {
    /** A human has seen it, or a page got its answer: it stops calls. */
    PEOPLE,
    /** Everything else. */
    TRAFFIC
}
