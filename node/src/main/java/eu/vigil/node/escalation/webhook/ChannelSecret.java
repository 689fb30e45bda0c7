package eu.vigil.node.escalation.webhook;

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
}
