package eu.vigil.node.operator;

import java.time.Instant;
import java.util.Optional;

/**
 * What is behind the link in a page: an incident that one person, known by the link's token, may acknowledge. Called on
 * virtual threads; may wait.
 */
public interface PageDoor {
    /** What the link leads to. Changes nothing: scanners of links follow them too. */
    Optional<Standing> look(String token);

    /** Acknowledges the incident in the name of the link's person; empty if the token leads nowhere. Durable when it answers. */
    Optional<Standing> acknowledge(String token);

    /**
     * An incident as the person with the link may see it.
     *
     * @param incident its code
     * @param cause what wants a human, in words that may be shown to whoever holds the link: {@code request received}
     * @param urgency in words
     * @param person whom the link belongs to
     * @param openedAt when the incident was opened
     * @param due until when it matters; empty if nothing runs
     * @param end how it ended; empty while it is open
     */
    record Standing(
            String incident,
            String cause,
            String urgency,
            String person,
            Instant openedAt,
            Optional<Instant> due,
            Optional<End> end) {}

    /**
     * How an incident ended.
     *
     * @param by who acknowledged it; empty if it was closed by itself
     * @param byThisLink true if it was this link's person who acknowledged it
     */
    record End(Instant at, Optional<String> by, boolean byThisLink) {}
}
