package eu.vigil.node.operator.desk;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened to a case.
 *
 * @param at when, by the clock of the node that it happened at
 * @param happening what
 * @param person who did it, by name; empty if a node did
 * @param detail for the reader, a short phrase; may be empty
 * @param proof of a receipt, where there is one
 */
public record TimelineEntry(
        Instant at, Happening happening, Optional<String> person, String detail, Optional<ReceiptProof> proof) {
    /** What can happen to a case. */
    public enum Happening {
        /** Written, not released. */
        DRAFTED,
        /** The text was changed; an approval is void. */
        EDITED,
        /** A second person agrees to exactly this text. */
        APPROVED,
        /** Released by whom the policy asks for. */
        RELEASED,
        /** Signed and sealed for the recipient. */
        SEALED,
        /** Durable here and on its way. */
        ACCEPTED,
        /** An attempt to deliver it. */
        SENT,
        /** The other node has it durably and has proved it. */
        RECEIPTED,
        /** The other node refused it, and has proved that. */
        REFUSED_BY_NODE,
        /** It ran out of time without a receipt. */
        DELIVERY_TIME_OVER,
        /** Arrived, verified and stored here. */
        RECEIVED,
        /** A person was called. */
        PAGED,
        /** The pager was stopped by a person. */
        PAGE_ACKNOWLEDGED,
        /** A human at the requested State has it, and the requesting State was told. */
        ACKNOWLEDGED,
        /** The requested State has said whether, in which form and when it will answer. */
        INDICATED,
        /** Data is held. */
        PRESERVED,
        /** Answered, in whole or in part. */
        ANSWERED,
        /** Refused by a person, on a ground. */
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
        /** Taken back. */
        WITHDRAWN,
        /** A deadline was near or missed. */
        DEADLINE,
        /** The term of a hold is over. */
        HOLD_LAPSED,
        /** Read by a person. */
        READ
    }
}
