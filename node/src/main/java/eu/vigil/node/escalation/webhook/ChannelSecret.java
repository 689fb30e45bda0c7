package eu.vigil.node.escalation.webhook;

import java.util.Optional;
import java.util.regex.Pattern;

/** What stands behind a channel's reference to its secret; which form it must have is the format's to say. */
public sealed interface ChannelSecret {
    /** The text, never shown. */
    record Known(String text) implements ChannelSecret {
        @Override
        public String toString() {
            return "a secret";
        }
    }

    /** The channel names none. */
    record None() implements ChannelSecret {}

    /** It names one that cannot be read. */
    record Unreadable(String why) implements ChannelSecret {}

    /**
     * Why it cannot be used; nothing is wrong with none at all.
     *
     * @param form what the text must match
     * @param right what would be right, in words
     */
    default Optional<String> fault(Pattern form, String right) {
        return switch (this) {
            case None() -> Optional.empty();
            case Unreadable(String why) -> Optional.of(why);
            case Known(String text) -> form.matcher(text.strip()).matches() ? Optional.empty() : Optional.of(right);
        };
    }
}
