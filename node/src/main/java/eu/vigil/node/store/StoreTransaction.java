package eu.vigil.node.store;

import org.jdbi.v3.core.Handle;

/**
 * One transaction or one snapshot of the store: the single class that implements every room's ledger, so that what several
 * rooms write for one message is committed together or not at all.
 */
public final class StoreTransaction {
    private final Handle handle;

    StoreTransaction(Handle handle) {
        this.handle = handle;
    }

    /** Where the newest batch's instant is kept. */
    SqliteNewestInstant newestInstant() {
        return new SqliteNewestInstant(handle);
    }
}
