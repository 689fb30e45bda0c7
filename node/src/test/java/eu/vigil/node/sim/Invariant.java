package eu.vigil.node.sim;

/** What must hold after every event, or, where it says so, once all is healed and quiet. */
enum Invariant {
    /** What was accepted, at either side, is there after every start; in the end the peer has it too. */
    NOTHING_ACCEPTED_IS_LOST,
    /** A message has one entry in the log of who received it, however often it came. */
    NOTHING_IS_PROCESSED_TWICE,
    /** A receipt that leaves is of a leaf that is durable, where it says that it stands. */
    RECEIPTS_MATCH_LOGS,
    /** A log is after every start what it was before. */
    LOGS_ONLY_GROW,
    /** What a peer has witnessed of a log is a head that the log had. */
    WITNESSES_AGREE,
    /** Every request that is accepted has an incident at once, and an attempt to page somebody in time. */
    EVERY_REQUEST_IS_PAGED,
    /** Every step of an open incident's plan is attempted in time. */
    EVERY_STEP_IS_FIRED,
    /** A deadline calls once. */
    ONE_INCIDENT_A_WATCH,
    /** After an acknowledgement no page is claimed. */
    NO_PAGE_AFTER_ACKNOWLEDGEMENT,
    /** A request only goes where its machine can take it. */
    STATES_ARE_REACHABLE,
    /** In the end both sides say the same of every request. */
    SIDES_AGREE,
    /** In the end nothing waits: every peer is up. */
    NOTHING_WAITS_FOR_A_PEER_THAT_IS_UP,
    /** Credit is neither made nor lost, and comes back. */
    CREDIT_IS_CONSERVED,
    /** Nothing that the product calls a defect happened. */
    NO_DEFECT
}
