package eu.vigil.node.store;

import eu.vigil.node.escalation.EscalationLedger;
import eu.vigil.node.escalation.Incidents;
import eu.vigil.node.escalation.PageTokens;
import eu.vigil.node.escalation.Pages;
import eu.vigil.node.escalation.PinnedPolicies;
import eu.vigil.node.journal.JournalLedger;
import eu.vigil.node.journal.KeptPairLogs;
import eu.vigil.node.journal.LogKeeper;
import eu.vigil.node.journal.PairLogs;
import org.jdbi.v3.core.Handle;

/**
 * One transaction or one snapshot of the store: the single class that implements every room's ledger, so that what several
 * rooms write for one message is committed together or not at all.
 */
public final class StoreTransaction implements JournalLedger, EscalationLedger {
    private final Handle handle;
    private final PairLogs pairLogs;

    StoreTransaction(Handle handle, LogKeeper keeper) {
        this.handle = handle;
        this.pairLogs = new KeptPairLogs(new SqliteLogRows(handle), new SqliteWitnessRows(handle), keeper);
    }

    @Override
    public PairLogs pairLogs() {
        return pairLogs;
    }

    @Override
    public Incidents incidents() {
        return new SqliteIncidents(handle);
    }

    @Override
    public Pages pages() {
        return new SqlitePages(handle);
    }

    @Override
    public PageTokens pageTokens() {
        return new SqlitePageTokens(handle);
    }

    @Override
    public PinnedPolicies pinnedPolicies() {
        return new SqlitePinnedPolicies(handle);
    }

    /** The evidence of forks, for the operator. */
    SqliteWitnessRows witnessRows() {
        return new SqliteWitnessRows(handle);
    }

    /** Where the newest batch's instant is kept. */
    SqliteNewestInstant newestInstant() {
        return new SqliteNewestInstant(handle);
    }
}
