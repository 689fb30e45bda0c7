package eu.vigil.node.operator.desk;

import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Header;
import java.time.Instant;
import java.util.Optional;

/**
 * Which cases to list.
 *
 * @param kind of the request, {@code PreservationRequest}
 * @param since opened at or after it
 * @param until opened before it
 * @param word an identifier or a word of a listed field: a reference, an address, a domain, an e-mail, a name
 * @param limit at most so many, 1 to {@link #LIMIT_MAX}
 * @param cursor where to go on, as the last listing gave it; whoever made it checks it
 */
public record CaseFilter(
        Optional<RequestState> state,
        Optional<Side> side,
        Optional<ParticipantId> peer,
        Optional<String> kind,
        Optional<Header.Urgency> urgency,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<String> word,
        int limit,
        Optional<String> cursor) {
    /** As many as one answer holds. */
    public static final int LIMIT_MAX = 200;

    /** As many as are answered when nobody says. */
    public static final int LIMIT_DEFAULT = 50;
}
