package eu.vigil.node.escalation.webhook;

import java.util.Optional;

/** What a webhook from a channel's far end says. */
sealed interface HookReading {
    /**
     * Somebody acknowledged there.
     *
     * @param event the far end's id of this
     * @param incident the code that we gave it
     * @param by whom the far end names
     */
    record Acknowledges(String event, String incident, Optional<String> by) implements HookReading {}

    /** Something else, which is nothing to us. */
    record Other(String why) implements HookReading {}

    /** Not signed by our secret. */
    record Forged(String why) implements HookReading {}

    /** Too far from now. */
    record Stale(String why) implements HookReading {}

    /** Signed, and not to be understood. */
    record Malformed(String why) implements HookReading {}
}
