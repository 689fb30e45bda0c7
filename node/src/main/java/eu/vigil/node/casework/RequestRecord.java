package eu.vigil.node.casework;

import eu.vigil.protocol.casework.Deadlines;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Header;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One request as this node sees it, on the side that asked or on the side that was asked.
 *
 * @param id the message that is the request
 * @param peer the other side
 * @param kind the message's kind, {@code PreservationRequest}
 * @param openedAt drafted here, or received here
 * @param nationalReference the requested State's own reference; the requesting side learns it with the acknowledgement
 * @param handledBy who acknowledged it
 * @param hold what is kept because of it; empty before the first confirmation
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
        Clocks clocks,
        Optional<String> nationalReference,
        Optional<String> handledBy,
        Optional<Hold> hold,
        boolean drill,
        long revision) {
    /** The same request in another state. */
    public RequestRecord in(RequestState next) {
        return with(next, clocks, nationalReference, handledBy, hold);
    }

    /** The same request once somebody has it. */
    public RequestRecord handledBy(String officer, String reference) {
        return with(state, clocks, Optional.of(reference), Optional.of(officer), hold);
    }

    /** The same request with other clocks. */
    RequestRecord with(Clocks now) {
        return with(state, now, nationalReference, handledBy, hold);
    }

    /** The same request with another hold. */
    RequestRecord with(Hold now) {
        return with(state, clocks, nationalReference, handledBy, Optional.of(now));
    }

    private RequestRecord with(
            RequestState next,
            Clocks running,
            Optional<String> reference,
            Optional<String> officer,
            Optional<Hold> kept) {
        return new RequestRecord(
                id, network, caseRef, side, peer, kind, urgency, next, openedAt, running, reference, officer, kept,
                drill, revision);
    }

    /** When the requested State must have said whether, how and when it will answer; empty while that clock does not run. */
    public Optional<Instant> feasibilityDue() {
        return clocks.receivedAt()
                .filter(_ -> state.awaitsFeasibilityReply())
                .map(at -> Deadlines.feasibility(at, urgency));
    }

    /** What its clocks still have to tell somebody, in order of time. */
    public List<Watch> watches() {
        return Watch.of(this).stream()
                .filter(watch ->
                        clocks.watchedThrough().map(watch.at()::isAfter).orElse(true))
                .toList();
    }
}
