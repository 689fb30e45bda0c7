package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.ParticipantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a page says. Third parties learn nothing but code, urgency, time left and link.
 *
 * @param dueAt when the plan wanted the page; the same over all attempts
 * @param timeLeft until a human has to have acted; negative if that has passed
 * @param late by how much the page comes after {@code dueAt}
 * @param link opens a page that asks
 * @param internal for channels that stay in the house only
 */
public record Notice(
        IncidentCode incident,
        Urgency urgency,
        Instant dueAt,
        Optional<Duration> timeLeft,
        Duration late,
        Optional<URI> link,
        Optional<Internal> internal) {
    /**
     * What stays in the house.
     *
     * @param incidents for how many the page stands
     */
    public record Internal(
            IncidentKind kind,
            Optional<ParticipantId> sender,
            Optional<CaseRef> caseRef,
            Optional<String> messageKind,
            Optional<String> person,
            int cycle,
            int step,
            int incidents) {}

    /** "6 h 12 min left", "4 min left", "overdue by 12 min". */
    static String words(Duration left) {
        Duration size = left.abs();
        String text = size.toHours() > 0
                ? "%d h %d min".formatted(size.toHours(), size.toMinutesPart())
                : "%d min".formatted(size.toMinutes());
        return left.isNegative() ? "overdue by " + text : text + " left";
    }

    /** The time left in words. */
    public Optional<String> timeLeftInWords() {
        return timeLeft.map(Notice::words);
    }
}
