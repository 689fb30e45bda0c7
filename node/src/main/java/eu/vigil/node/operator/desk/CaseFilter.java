package eu.vigil.node.operator.desk;

import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.ParticipantId;
import java.util.Optional;

/**
 * Which cases to list.
 *
 * @param limit at most so many, 1 to {@link #LIMIT_MAX}
 * @param cursor where to go on, as the last listing gave it; whoever made it checks it
 */
public record CaseFilter(
        Optional<RequestState> state,
        Optional<Side> side,
        Optional<ParticipantId> peer,
        int limit,
        Optional<String> cursor) {
    /** As many as one answer holds. */
    public static final int LIMIT_MAX = 200;

    /** As many as are answered when nobody says. */
    public static final int LIMIT_DEFAULT = 50;
}
