package eu.vigil.node.operator.accounts;

import eu.vigil.node.journal.JournalLedger;
import eu.vigil.node.operator.people.PeopleLedger;

/** What this room reads and writes in a transaction of the store. */
public interface AccountLedger extends PeopleLedger, JournalLedger {
    /** Changes and their log. */
    AccountBook accountBook();
}
