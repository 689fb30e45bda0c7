package eu.vigil.protocol.casework;

/**
 * What can happen to a request. An event of the requested side happens there when its message is stored for sending, and on the
 * requesting side when that message arrives.
 */
public sealed interface CaseEvent {
    /** Requesting side: the text was changed. */
    record Edited() implements CaseEvent {}

    /** Requesting side: released by whom the policy asks for. */
    record Approved() implements CaseEvent {}

    /** Requesting side: signed, durable, waiting for the link. */
    record Queued() implements CaseEvent {}

    /** Requesting side: an attempt begins. To be recorded before the first byte leaves, or an expiry could claim it never left. */
    record Sent() implements CaseEvent {}

    /** Requesting side: a proved receipt says that it was accepted. */
    record Receipted() implements CaseEvent {}

    /** Requesting side: a proved receipt says that it was refused, for any reason but expiry. */
    record RefusedByReceipt() implements CaseEvent {}

    /** Requesting side: a proved receipt says that it came after its {@code expires_at}. */
    record ExpiredByReceipt() implements CaseEvent {}

    /** Requesting side: {@code expires_at} has passed without a receipt. */
    record DeliveryTimeOver() implements CaseEvent {}

    /** A human at the requested State has seen it. */
    record Acknowledged() implements CaseEvent {}

    /** The requested State has said whether, in which form and when. */
    record FeasibilityAnswered() implements CaseEvent {}

    /** Carrying out begins, or goes on after a postponement. */
    record ExecutionBegun() implements CaseEvent {}

    /** Put off with reasons. */
    record Postponed() implements CaseEvent {}

    /** Answered in full. */
    record Answered() implements CaseEvent {}

    /** Answered in part; the rest will not come. */
    record PartlyAnswered() implements CaseEvent {}

    /**
     * Refused by a person.
     *
     * @param family of the request, which decides what grounds there are
     * @param ground from the closed list of that family
     * @param reasons in words; mandatory
     */
    record Refused(RefusalGround.Family family, RefusalGround ground, String reasons) implements CaseEvent {}

    /** The requested State is not the one to ask. */
    record Misrouted() implements CaseEvent {}

    /**
     * Taken back. On the requesting side this happens at once while nothing has left, and afterwards only when the requested
     * node's receipt has accepted the withdrawal: when messages cross, the requested node's order wins.
     */
    record Withdrawn() implements CaseEvent {}

    /** The requested State asks the requesting State something: it waits for a word. */
    record AskedBack() implements CaseEvent {}

    /** The requesting State has replied; on its own side once the requested node's receipt has accepted the reply. */
    record Replied() implements CaseEvent {}

    /** Either side said something that is kept and shown, and changes nothing; also after the end. */
    record Told() implements CaseEvent {}

    /** The requested State closes it because time ran out before an answer. */
    record Lapsed() implements CaseEvent {}
}
