package eu.vigil.protocol.form;

import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the node knows and nobody types.
 *
 * @param sender this node's participant
 * @param caseRef the case, a new one or the one that is answered; empty for a message that belongs to none
 * @param inReplyTo the message that is answered; empty for the first of a case
 * @param createdAt the instant of release
 * @param lifetime after it no first attempt at delivery is made; {@link #LIFETIME} unless configured
 * @param officer who wrote it, from the sign-in
 * @param approver who released it, from the sign-in; the policy says when it may be the officer
 * @param releaseReason why one person released it alone
 * @param directoryVersion of the directory that the sender goes by
 * @param schema what the recipient announces at most, see {@link ReceivedMessage#SCHEMA_MAX}
 */
public record NodeFacts(
        ParticipantId sender,
        MessageId messageId,
        Optional<CaseRef> caseRef,
        Optional<MessageId> inReplyTo,
        Instant createdAt,
        Duration lifetime,
        String officer,
        Optional<String> approver,
        Optional<String> releaseReason,
        long directoryVersion,
        int schema) {
    /** How long delivery is tried. */
    public static final Duration LIFETIME = Duration.ofDays(7);
}
