package eu.vigil.node.store;

import eu.vigil.node.operator.people.People;
import eu.vigil.node.operator.people.PeopleLedger;
import org.jdbi.v3.core.Handle;

/**
 * One transaction or one snapshot of the store: the single class that implements every room's ledger, so that what several
 * rooms write for one message is committed together or not at all.
 */
public final class StoreTransaction implements PeopleLedger {
    private final Handle handle;

    StoreTransaction(Handle handle) {
        this.handle = handle;
    }

    @Override
    public People people() {
        return new SqlitePeople(handle);
    }

    /** Where the newest batch's instant is kept. */
    SqliteNewestInstant newestInstant() {
        return new SqliteNewestInstant(handle);
    }
}
