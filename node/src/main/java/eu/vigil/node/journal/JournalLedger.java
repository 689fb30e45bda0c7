package eu.vigil.node.journal;

/** What every ledger has: the pair logs. */
public interface JournalLedger {
    /** The pair logs, as of this transaction. */
    PairLogs pairLogs();
}
