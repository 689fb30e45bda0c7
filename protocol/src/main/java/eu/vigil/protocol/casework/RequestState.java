package eu.vigil.protocol.casework;

/**
 * Where a request stands. The first seven belong to the requesting side alone, {@link #RECEIVED} to the requested side alone;
 * all others mean the same on both.
 */
public enum RequestState {
    /** Being written. */
    DRAFT,
    /** Released by whom the policy asks for; any edit makes it a draft again. */
    APPROVED,
    /** Signed, durable and waiting for the link. */
    QUEUED,
    /** Attempted at least once; no receipt yet. */
    SENT,
    /** The requested node has it durably and has proved it. */
    RECEIPTED,
    /** Sent, expired, and no receipt came: it may have been stored there all the same. */
    OUTCOME_UNKNOWN,
    /** Expired before the first attempt: it never left. */
    UNDELIVERABLE,

    /** Stored at the requested node; no human has seen it yet. */
    RECEIVED,

    /** A human at the requested State has seen it. */
    ACKNOWLEDGED,
    /** The requested State has said whether, in which form and when it will answer. */
    FEASIBILITY_ANSWERED,
    /** Being carried out. */
    EXECUTING,
    /** Put off with reasons; goes on later. */
    POSTPONED,
    ANSWERED,
    PARTLY_ANSWERED,
    /** Refused: by a person with ground and reasons, or by the requested node's signed receipt. */
    REFUSED,
    /** It came to the wrong State. */
    MISROUTED,
    /** Taken back by the requesting State. */
    WITHDRAWN,
    /** It ran out of time: refused by receipt as expired, or lapsed there without an answer. */
    EXPIRED;

    /** True if a request can stand there at the node on {@code side}. */
    public boolean existsAt(Side side) {
        return switch (this) {
            case DRAFT, APPROVED, QUEUED, SENT, RECEIPTED, OUTCOME_UNKNOWN, UNDELIVERABLE -> side == Side.REQUESTING;
            case RECEIVED -> side == Side.REQUESTED;
            case ACKNOWLEDGED,
                    FEASIBILITY_ANSWERED,
                    EXECUTING,
                    POSTPONED,
                    ANSWERED,
                    PARTLY_ANSWERED,
                    REFUSED,
                    MISROUTED,
                    WITHDRAWN,
                    EXPIRED -> true;
        };
    }

    /** True once nothing can happen any more. */
    public boolean ended() {
        return switch (this) {
            case DRAFT,
                    APPROVED,
                    QUEUED,
                    SENT,
                    RECEIPTED,
                    OUTCOME_UNKNOWN,
                    RECEIVED,
                    ACKNOWLEDGED,
                    FEASIBILITY_ANSWERED,
                    EXECUTING,
                    POSTPONED -> false;
            case UNDELIVERABLE, ANSWERED, PARTLY_ANSWERED, REFUSED, MISROUTED, WITHDRAWN, EXPIRED -> true;
        };
    }

    /** True while a human at the requested State still has to see it: the pager runs there. */
    public boolean awaitsAcknowledgement() {
        return switch (this) {
            case RECEIPTED, RECEIVED -> true;
            case DRAFT,
                    APPROVED,
                    QUEUED,
                    SENT,
                    OUTCOME_UNKNOWN,
                    UNDELIVERABLE,
                    ACKNOWLEDGED,
                    FEASIBILITY_ANSWERED,
                    EXECUTING,
                    POSTPONED,
                    ANSWERED,
                    PARTLY_ANSWERED,
                    REFUSED,
                    MISROUTED,
                    WITHDRAWN,
                    EXPIRED -> false;
        };
    }

    /**
     * True while the clock of Directive 2013/40/EU Art. 13(1) runs, which {@link Deadlines} measures from the instant of the
     * receipt. An acknowledgement does not stop it.
     */
    public boolean awaitsFeasibilityReply() {
        return switch (this) {
            case RECEIPTED, RECEIVED, ACKNOWLEDGED -> true;
            case DRAFT,
                    APPROVED,
                    QUEUED,
                    SENT,
                    OUTCOME_UNKNOWN,
                    UNDELIVERABLE,
                    FEASIBILITY_ANSWERED,
                    EXECUTING,
                    POSTPONED,
                    ANSWERED,
                    PARTLY_ANSWERED,
                    REFUSED,
                    MISROUTED,
                    WITHDRAWN,
                    EXPIRED -> false;
        };
    }
}
