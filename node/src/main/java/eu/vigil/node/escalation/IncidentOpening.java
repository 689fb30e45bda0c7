package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known when an incident begins.
 *
 * @param kind what wants a human
 * @param subject what it is about, in coded words ({@code EU-ART13/BE/0197...}); one kind and subject is one incident for ever,
 *     so that to open it again changes nothing; at most {@link #SUBJECT_CHARS_MAX} characters
 * @param urgency chooses the policy
 * @param peer whom it concerns
 * @param caseRef the case it concerns
 * @param messageKind the kind of message ({@code PreservationRequest}); empty if it is about no message
 * @param dueAt until when a human has to have acted, as shown in pages
 * @param drill true for an exercise: its code says so, wherever it stands
 */
public record IncidentOpening(
        IncidentKind kind,
        String subject,
        Urgency urgency,
        Optional<ParticipantId> peer,
        Optional<CaseRef> caseRef,
        Optional<String> messageKind,
        Optional<Instant> dueAt,
        boolean drill) {
    /** Room for a network, a participant and a message id. */
    public static final int SUBJECT_CHARS_MAX = 256;

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException if the subject is empty or too long
     */
    public IncidentOpening {
        if (subject.isEmpty() || subject.length() > SUBJECT_CHARS_MAX) {
            throw new IllegalArgumentException(
                    "subject: %d characters instead of 1 to %d".formatted(subject.length(), SUBJECT_CHARS_MAX));
        }
    }
}
