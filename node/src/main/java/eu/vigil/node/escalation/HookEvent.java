package eu.vigil.node.escalation;

import java.time.Instant;
import java.util.Optional;

/**
 * An acknowledgement that came from a channel's far end.
 *
 * @param id the far end's, by which a repetition is known
 * @param by whom the far end names: shown, and believed in nothing
 */
public record HookEvent(String channel, String id, IncidentCode incident, Optional<String> by, Instant at) {
    /** Room for any provider's ids. */
    public static final int ID_CHARACTERS_MAX = 256;

    /** As much of a name as is kept. */
    public static final int BY_CHARACTERS_MAX = 128;
}
