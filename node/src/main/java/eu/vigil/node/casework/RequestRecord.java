package eu.vigil.node.casework;

import eu.vigil.protocol.casework.Deadlines;
import eu.vigil.protocol.casework.RequestLife;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One request as this node sees it, on the side that asked or on the side that was asked.
 *
 * @param id the message that is the request
 * @param peer the other side
 * @param kind the message's kind, {@code PreservationRequest}
 * @param term how long the requested State has to say whether, in which form and when it will answer
 * @param openedAt drafted here, or received here
 * @param nationalReference the requested State's own reference; the requesting side learns it with the acknowledgement
 * @param handledBy who acknowledged it
 * @param hold what is kept because of it; empty before the first confirmation
 * @param questions how many questions of the requested State wait for a reply of the requesting State; below zero only on the
 *     requesting side, while a reply has overtaken what it replies to
 * @param concerns another case that this one is about: the hold that it prolongs, or that it keeps until assistance is decided
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
        Deadlines.Term term,
        RequestState state,
        Instant openedAt,
        Clocks clocks,
        Optional<String> nationalReference,
        Optional<String> handledBy,
        Optional<Hold> hold,
        int questions,
        Optional<CaseRef> concerns,
        boolean drill,
        long revision) {
    /**
     * A request or notice at its beginning, without clocks and without a hold.
     *
     * @param message the message that it is
     * @param peer the other side
     */
    public static RequestRecord begun(
            MessageId id, CaseRef caseRef, Side side, ParticipantId peer, Message message, Instant at) {
        Header header = message.getHeader();
        return new RequestRecord(
                id,
                new NetworkId(header.getNetwork()),
                caseRef,
                side,
                peer,
                Kinds.of(message),
                header.getUrgency(),
                Deadlines.Term.of(header.getUrgency(), header.getLegalBasis()),
                RequestLife.begin(side),
                at,
                Clocks.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Kinds.concerned(message),
                header.getDrill(),
                0);
    }

    /** True if it stands for itself: it is read, and nothing is owed for it. */
    public boolean isNotice() {
        return !Kinds.isRequest(kind);
    }

    /** True once nobody need do anything for it any more. */
    public boolean settled() {
        return state.ended() || (isNotice() && state == RequestState.ACKNOWLEDGED);
    }

    /** The same request in another state. */
    public RequestRecord in(RequestState next) {
        return with(next, clocks, nationalReference, handledBy, hold, questions);
    }

    /** The same request with a question more, or one less. */
    RequestRecord asked(int more) {
        return with(state, clocks, nationalReference, handledBy, hold, questions + more);
    }

    /** The same request under this State's own reference. */
    RequestRecord under(String reference) {
        return with(state, clocks, Optional.of(reference), handledBy, hold, questions);
    }

    /** The same request once somebody has it. */
    public RequestRecord handledBy(String officer, String reference) {
        return with(state, clocks, Optional.of(reference), Optional.of(officer), hold, questions);
    }

    /** The same request with other clocks. */
    RequestRecord with(Clocks now) {
        return with(state, now, nationalReference, handledBy, hold, questions);
    }

    /** The same request with another hold. */
    RequestRecord with(Hold now) {
        return with(state, clocks, nationalReference, handledBy, Optional.of(now), questions);
    }

    /** The same request once this change of it is kept: what the next change has seen. */
    public RequestRecord replaced() {
        return with(state, clocks, nationalReference, handledBy, hold, questions, revision + 1);
    }

    private RequestRecord with(
            RequestState next,
            Clocks running,
            Optional<String> reference,
            Optional<String> officer,
            Optional<Hold> kept,
            int open) {
        return with(next, running, reference, officer, kept, open, revision);
    }

    private RequestRecord with(
            RequestState next,
            Clocks running,
            Optional<String> reference,
            Optional<String> officer,
            Optional<Hold> kept,
            int open,
            long seen) {
        return new RequestRecord(
                id, network, caseRef, side, peer, kind, urgency, term, next, openedAt, running, reference, officer,
                kept, open, concerns, drill, seen);
    }

    /** When the requested State must have said whether, how and when it will answer; empty while that clock does not run. */
    public Optional<Instant> feasibilityDue() {
        return clocks.receivedAt()
                .filter(_ -> state.awaitsFeasibilityReply() && !isNotice())
                .map(at -> Deadlines.feasibility(at, term));
    }

    /** What its clocks still have to tell somebody, in order of time. */
    public List<Watch> watches() {
        return Watch.of(this).stream()
                .filter(watch ->
                        clocks.watchedThrough().map(watch.at()::isAfter).orElse(true))
                .toList();
    }
}
