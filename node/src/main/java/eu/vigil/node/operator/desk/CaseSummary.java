package eu.vigil.node.operator.desk;

import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Header;
import java.time.Instant;
import java.util.Optional;

/**
 * A case in a list.
 *
 * @param kind of the request, by its message: {@code PreservationRequest}
 * @param peer the other State
 * @param createdAt when the draft was made, or on the requested side when the message was
 * @param changedAt when anything last happened to it
 * @param receivedAt when the requested node stored it, from which the deadlines run; empty before the receipt
 * @param feasibilityDue until when the requested State indicates whether, how and when it answers; empty when the clock is not running
 * @param indicatedAt the instant at which both sides stopped that clock
 * @param heldUntil until when data is held because of it; empty if none is
 * @param nationalReference the requested State's own reference, once acknowledged
 * @param questions how many questions of the requested State wait for a reply
 * @param concerns another case that this one is about
 * @param drill true for exercises
 */
public record CaseSummary(
        CaseRef caseRef,
        Side side,
        NetworkId network,
        ParticipantId peer,
        String kind,
        Header.Urgency urgency,
        RequestState state,
        Instant createdAt,
        Instant changedAt,
        Optional<Instant> receivedAt,
        Optional<Instant> feasibilityDue,
        Optional<Instant> indicatedAt,
        Optional<Instant> heldUntil,
        Optional<String> nationalReference,
        int questions,
        Optional<CaseRef> concerns,
        boolean drill) {}
