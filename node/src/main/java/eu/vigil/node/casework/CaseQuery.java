package eu.vigil.node.casework;

import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Header;
import java.time.Instant;
import java.util.Optional;

/**
 * Which requests are listed, and after which one.
 *
 * @param since opened at or after it
 * @param until opened before it
 * @param word an identifier or a word of a listed field of any message of the case, as {@link SearchWords} has it
 * @param after the last one of the page before
 */
public record CaseQuery(
        Optional<RequestState> state,
        Optional<Side> side,
        Optional<ParticipantId> peer,
        Optional<String> kind,
        Optional<Header.Urgency> urgency,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<String> word,
        Optional<Place> after) {
    /** Everything, from the beginning. */
    public static final CaseQuery ALL = new CaseQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /**
     * Where a request stands in the list: those with the least time left first, then the newest.
     *
     * @param due of its feasibility reply; empty for those whose clock does not run, which come last
     */
    public record Place(Optional<Instant> due, Instant openedAt, MessageId id) {
        /** The place of a request. */
        public static Place of(RequestRecord request) {
            return new Place(request.feasibilityDue(), request.openedAt(), request.id());
        }
    }
}
