package eu.vigil.node.escalation;

import java.time.Duration;
import java.util.Optional;

/** How an attempt ended. */
public sealed interface Outcome {
    /** The far end answered 2xx. */
    record Delivered(int status) implements Outcome {}

    /**
     * The far end answered something else that may pass.
     *
     * @param retryAfter how long it asks us to wait
     */
    record NotNow(int status, Optional<Duration> retryAfter) implements Outcome {}

    /** This channel will never take it (4xx other than 408 and 429), or may not be called at all. */
    record Refused(String why) implements Outcome {}

    /** No answer: it may have arrived or not, so it is sent again under the same id. */
    record Unknown(String why) implements Outcome {}

    /** For the operator. */
    default String text() {
        return switch (this) {
            case Delivered(int status) -> "delivered: HTTP %d".formatted(status);
            case NotNow(int status, var wait) ->
                wait.map(after -> "not now: HTTP %d, retry after %d s".formatted(status, after.toSeconds()))
                        .orElseGet(() -> "not now: HTTP %d".formatted(status));
            case Refused(String why) -> "refused: " + why;
            case Unknown(String why) -> "unknown: " + why;
        };
    }
}
