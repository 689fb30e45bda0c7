package eu.vigil.node.escalation;

/** What wants a human. */
public enum IncidentKind {
    /** A request has arrived. */
    REQUEST_RECEIVED,
    /** What the other side says about a request wants somebody to read it, or to reply. */
    ANSWER_RECEIVED,
    /** The eight hours to indicate are nearly over. */
    FEASIBILITY_DUE,
    /** They are over, and nothing was indicated. */
    FEASIBILITY_MISSED,
    /** A request has left and no receipt has come. */
    NO_RECEIPT,
    /** A peer's node has refused what we sent: nobody there will see it. */
    NOT_TAKEN,
    /** A peer's clock and ours differ. */
    CLOCKS_DIFFER,
    /** Somebody has set this machine's clock. */
    CLOCK_STEPPED,
    /** A peer has not been reached for too long. */
    PEER_UNREACHABLE,
    /** Held data is about to be given up. */
    HOLD_LAPSING,
    /** It was given up: its term is over. */
    HOLD_LAPSED,
    /** A certificate is about to expire. */
    CERTIFICATE_EXPIRING,
    /** A peer's log disagrees with what it proved before. */
    LOG_DISAGREES,
    /** So many incidents of one peer are open that one call stands for those that came last. */
    FLOOD,
    /** A peer tries whether a human comes: nothing has happened. */
    DRILL
}
