package eu.vigil.node.dispatch;

import eu.vigil.node.journal.JournalLedger;

/** What this room writes inside a journal transaction. */
public interface DispatchLedger extends JournalLedger {
    Outbox outbox();
}
