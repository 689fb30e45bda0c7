package eu.vigil.protocol.policy;

import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Participant;

/** One end of a rule. */
sealed interface Party {
    /** True if {@code id}, who talks with {@code other}, is meant. */
    boolean is(ParticipantId id, Participant.Kind kind, ParticipantId other);

    /** Anybody at all. */
    record Anybody() implements Party {
        @Override
        public boolean is(ParticipantId id, Participant.Kind kind, ParticipantId other) {
            return true;
        }
    }

    /** Everybody of a kind. */
    record OfKind(Participant.Kind kind) implements Party {
        @Override
        public boolean is(ParticipantId id, Participant.Kind kindOfId, ParticipantId other) {
            return kind == kindOfId;
        }
    }

    /** One participant by name. */
    record Named(ParticipantId name) implements Party {
        @Override
        public boolean is(ParticipantId id, Participant.Kind kind, ParticipantId other) {
            return name.equals(id);
        }
    }

    /** The State that vouches for the other end. */
    record SponsorOfOther() implements Party {
        @Override
        public boolean is(ParticipantId id, Participant.Kind kind, ParticipantId other) {
            return other.sponsor().filter(id::equals).isPresent();
        }
    }
}
