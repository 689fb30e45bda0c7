package eu.vigil.pki.directory;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Participant;
import eu.vigil.protocol.wire.SignedDocument;
import java.security.SecureRandom;

/** A participant's notification: what it says of itself, signed with its own notification keys. */
public final class EntryDocument {
    static final String DOCUMENT = "entry";

    /** More than any honest notification needs. */
    public static final int BYTES_MAX = 256 * 1024;

    private EntryDocument() {}

    /** An entry document, or why the bytes are none. */
    public sealed interface Reading {
        /** A document whose signatures are yet to be judged. */
        record Read(SignedDocument document) implements Reading {}

        /** No such document. */
        record Problem(String text) implements Reading {}
    }

    /** Signs the notification. */
    public static SignedDocument sign(Participant participant, DocumentKeys notification, SecureRandom random) {
        return DocumentSignature.sign(DOCUMENT, participant.toByteString(), notification, random);
    }

    /** Reads the bytes of an entry's file without judging it yet. */
    public static Reading read(ByteString bytes) {
        if (bytes.size() > BYTES_MAX) {
            return new Reading.Problem("%d bytes are more than the %d of an entry".formatted(bytes.size(), BYTES_MAX));
        }
        try {
            SignedDocument document = SignedDocument.parseFrom(bytes);
            return document.getDocument().equals(DOCUMENT)
                    ? new Reading.Read(document)
                    : new Reading.Problem("a document '%s', not an entry".formatted(document.getDocument()));
        } catch (InvalidProtocolBufferException e) {
            return new Reading.Problem("no signed document: %s".formatted(e.getMessage()));
        }
    }

    /** Whose an entry says it is; nothing of it is verified. */
    public sealed interface Subject {
        /** It names this participant. */
        record Of(ParticipantId id, Participant.Kind kind) implements Subject {}

        /** It names nobody. */
        record Problem(String text) implements Subject {}
    }

    /** Whom the document is about, before any signature is looked at. */
    public static Subject subject(SignedDocument document) {
        try {
            Participant participant = Participant.parseFrom(document.getContent());
            return new Subject.Of(new ParticipantId(participant.getId()), participant.getKind());
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            return new Subject.Problem(String.valueOf(e.getMessage()));
        }
    }
}
