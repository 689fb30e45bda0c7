package eu.vigil.pki.directory;

import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Participant;
import java.util.Set;

/** What a participant is, by the form of its id. */
public final class ParticipantKinds {
    /** ISO 3166 codes. */
    private static final Set<String> MEMBER_STATES = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
            "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK");

    private ParticipantKinds() {}

    /** The kind that this id has by its form. */
    public static Participant.Kind of(ParticipantId id) {
        if (id.isUnionBody()) {
            return Participant.Kind.EU_BODY;
        }
        if (id.sponsor().isPresent()) {
            return Participant.Kind.PARTNER;
        }
        return MEMBER_STATES.contains(id.value()) ? Participant.Kind.MEMBER_STATE : Participant.Kind.THIRD_STATE;
    }
}
