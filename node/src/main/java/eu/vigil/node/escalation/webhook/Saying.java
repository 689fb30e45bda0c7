package eu.vigil.node.escalation.webhook;

import eu.vigil.node.escalation.AllClearNotice;
import eu.vigil.node.escalation.Notice;
import eu.vigil.node.escalation.TestNotice;

/** What is to be said through a channel. */
sealed interface Saying {
    /** Somebody is called. */
    record Calling(Notice notice) implements Saying {}

    /** Nobody need be called about it any more. */
    record Ending(AllClearNotice notice) implements Saying {}

    /** The way is tried, and nothing has happened. */
    record Trying(TestNotice notice) implements Saying {}
}
