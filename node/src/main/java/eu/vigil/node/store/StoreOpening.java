package eu.vigil.node.store;

/** Whether the store could be opened. */
public sealed interface StoreOpening {
    /** It is open, its tables are this release's, and nobody else has it. */
    record Opened(SqliteStore store) implements StoreOpening {}

    /** It is not: why, and what would help, for the operator. */
    record Refused(String why) implements StoreOpening {}
}
