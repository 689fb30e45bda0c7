package eu.vigil.node.store;

import java.time.Instant;

/** The instant of the newest batch, one row: below it no later batch may be dated, also over restarts. */
record SqliteNewestInstant(Handle handle) {
    Instant find() {
        return handle.createQuery("SELECT newest_at FROM journal")
                .mapTo(Instant.class)
                .one();
    }

    void set(Instant at) {
        handle.createUpdate("UPDATE journal SET newest_at = :at").bind("at", at).execute();
    }
}
