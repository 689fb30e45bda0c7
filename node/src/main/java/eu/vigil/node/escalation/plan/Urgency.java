package eu.vigil.node.escalation.plan;

/** How fast a human is wanted; the classes of a message's header. */
public enum Urgency {
    EMERGENCY,
    URGENT,
    ROUTINE
}
