package eu.vigil.node.operator.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One incident and its pages.
 *
 * @param incident its code
 * @param cause what wants a human: {@code request received}
 * @param state OPEN until somebody acknowledges
 * @param acknowledgedBy the key of who did; empty while open, and where nobody in particular did
 * @param endedAt when it was acknowledged or closed
 * @param pages in the order in which they came to be
 */
public record CallView(
        String incident,
        String cause,
        String state,
        Instant openedAt,
        Optional<String> acknowledgedBy,
        Optional<Instant> endedAt,
        List<Page> pages) {
    /** Copies the list. */
    public CallView {
        pages = List.copyOf(pages);
    }

    /**
     * One page.
     *
     * @param person who was called by name; empty if the target is a channel
     * @param state as escalation names it
     * @param result of the last attempt, for the reader; empty before the first
     */
    public record Page(Optional<String> person, String channel, String state, int attempts, String result) {}
}
