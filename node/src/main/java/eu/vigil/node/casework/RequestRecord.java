package eu.vigil.node.casework;

import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Header;
import java.time.Instant;
import java.util.Optional;

/**
 * One request as this node sees it, on the side that asked or on the side that was asked.
 *
 * @param id the message that is the request
 * @param peer the other side
 * @param kind the message's kind, {@code PreservationRequest}
 * @param openedAt drafted here, or received here
 * @param receivedAt when the requested node stored it: the instant from which both sides count the eight hours
 * @param feasibilityDue when the requested State must have said whether, how and when it will answer
 * @param nationalReference the requested State's own reference; the requesting side learns it with the acknowledgement
 * @param handledBy who acknowledged it
 * @param revision rises by one with each change; a change names the revision it saw
 */
public record RequestRecord(
        MessageId id,
        NetworkId network,
        CaseRef caseRef,
        Side side,
        ParticipantId peer,
        String kind,
        Header.Urgency urgency,
        RequestState state,
        Instant openedAt,
        Optional<Instant> receivedAt,
        Optional<Instant> feasibilityDue,
        Optional<String> nationalReference,
        Optional<String> handledBy,
        boolean drill,
        long revision) {
    /** The same request in another state. */
    public RequestRecord in(RequestState next) {
        return new RequestRecord(
                id,
                network,
                caseRef,
                side,
                peer,
                kind,
                urgency,
                next,
                openedAt,
                receivedAt,
                feasibilityDue,
                nationalReference,
                handledBy,
                drill,
                revision);
    }

    /** The same request once it is known when the requested node stored it. */
    public RequestRecord receivedAt(Instant at, Instant due) {
        return new RequestRecord(
                id,
                network,
                caseRef,
                side,
                peer,
                kind,
                urgency,
                state,
                openedAt,
                Optional.of(at),
                Optional.of(due),
                nationalReference,
                handledBy,
                drill,
                revision);
    }

    /** The same request once somebody has it. */
    public RequestRecord handledBy(String officer, String reference) {
        return new RequestRecord(
                id,
                network,
                caseRef,
                side,
                peer,
                kind,
                urgency,
                state,
                openedAt,
                receivedAt,
                feasibilityDue,
                Optional.of(reference),
                Optional.of(officer),
                drill,
                revision);
    }
}
