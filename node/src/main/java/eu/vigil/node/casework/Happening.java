package eu.vigil.node.casework;

import eu.vigil.protocol.id.MessageId;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of a request's history.
 *
 * @param who the person; empty where a node acted by itself
 * @param detail for the reader; holds nothing of the message's content
 * @param message the message that it happened to; empty if it happened to none
 */
public record Happening(Instant at, What what, Optional<String> who, String detail, Optional<MessageId> message) {
    /** What can be told of a request, in the words of the field. */
    public enum What {
        DRAFTED,
        /** The text was changed; an approval of the former text is void. */
        EDITED,
        /** A second person has read exactly this text and agrees. */
        APPROVED,
        RELEASED,
        SEALED,
        ACCEPTED,
        SENT,
        RECEIPTED,
        REFUSED_BY_RECEIPT,
        UNDELIVERABLE,
        OUTCOME_UNKNOWN,
        RECEIVED,
        /** A human has it; the pager stops. */
        PAGE_ACKNOWLEDGED,
        /** The requesting State is told so. */
        ACKNOWLEDGED,
        /** Whether, in which form and when it will be answered. */
        INDICATED,
        /** Data is held. */
        PRESERVED,
        ANSWERED,
        /** By a person, on a ground. */
        REFUSED,
        /** Put off with reasons. */
        POSTPONED,
        /** The requested State is not the one to ask. */
        MISROUTED,
        /** The requested State asks the requesting State something. */
        ASKED,
        /** The requesting State has replied. */
        REPLIED,
        /** Something was said that changes nothing. */
        TOLD,
        /** A request for mutual assistance keeps the data until it is decided. */
        MLA_LODGED,
        /** Another case is about the same thing here. */
        LINKED,
        /** The data is not kept any more. */
        HOLD_RELEASED,
        WITHDRAWN,
        /** A deadline is near or missed; somebody is called. */
        DEADLINE,
        HOLD_LAPSED,
        /** Somebody opened the case. */
        READ
    }

    /** Something that a node did by itself. */
    public static Happening ofNode(Instant at, What what, String detail) {
        return new Happening(at, what, Optional.empty(), detail, Optional.empty());
    }

    /** Something that a person did. */
    public static Happening ofPerson(Instant at, What what, String who, String detail) {
        return new Happening(at, what, Optional.of(who), detail, Optional.empty());
    }

    /** The same, said of a message. */
    public Happening of(MessageId id) {
        return new Happening(at, what, who, detail, Optional.of(id));
    }
}
