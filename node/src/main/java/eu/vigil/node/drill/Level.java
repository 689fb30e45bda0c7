package eu.vigil.node.drill;

/** Who is asked whether it is there. */
public enum Level {
    /** The peer's node. */
    MACHINE,
    /** Its duty officer, who is paged as for a request. */
    HUMAN
}
