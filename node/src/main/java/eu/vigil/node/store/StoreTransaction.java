package eu.vigil.node.store;

import eu.vigil.node.audit.AuditLedger;
import eu.vigil.node.audit.AuditRows;
import eu.vigil.node.casework.Drafts;
import eu.vigil.node.casework.Messages;
import eu.vigil.node.casework.Requests;
import eu.vigil.node.casework.SearchRows;
import eu.vigil.node.desk.DeskLedger;
import eu.vigil.node.dispatch.Outbox;
import eu.vigil.node.drill.DrillBook;
import eu.vigil.node.escalation.AllClears;
import eu.vigil.node.escalation.HookEvents;
import eu.vigil.node.escalation.Incidents;
import eu.vigil.node.escalation.PageTokens;
import eu.vigil.node.escalation.Pages;
import eu.vigil.node.escalation.PinnedPolicies;
import eu.vigil.node.journal.KeptPairLogs;
import eu.vigil.node.journal.PairLogs;
import eu.vigil.node.metrics.Tallies;
import eu.vigil.node.metrics.TallyLedger;
import eu.vigil.node.operator.accounts.AccountBook;
import eu.vigil.node.operator.accounts.AccountLedger;
import eu.vigil.node.operator.people.People;
import eu.vigil.node.peers.PeerLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One transaction or one snapshot of the store: the single class that implements every room's ledger, so that what several
 * rooms write for one message is committed together or not at all.
 */
public final class StoreTransaction implements DeskLedger, PeerLedger, AccountLedger, AuditLedger, TallyLedger {
    private final Handle handle;
    private final StoreKeys keys;
    private final CaseKeys caseKeys;
    private final Remembered remembered;
    /** What waits for the end of the transaction. */
    private final List<Insertions> waiting = new ArrayList<>();

    private final HistoryRows history;
    private final SqliteOutbox outbox;
    private final SqliteMessages messages;
    private final SeriesRows series;
    private final FloodsMet floods = new FloodsMet();
    private final PairLogs pairLogs;
    private boolean people;

    /** A transaction of the connection that remembers so much. */
    StoreTransaction(Handle handle, StoreKeys keys, Remembered remembered) {
        this.handle = handle;
        this.keys = keys;
        this.remembered = remembered;
        this.caseKeys = new CaseKeys(handle, keys.cases(), remembered.keys());
        this.history = new HistoryRows(handle, caseKeys, added(HistoryRows.TABLE), remembered.lines());
        this.series = new SeriesRows(handle, remembered.series());
        this.messages = new SqliteMessages(
                handle,
                caseKeys,
                keys.logs().self(),
                added(SqliteMessages.ROWS),
                added(SqliteMessages.RECEIPTS),
                added(SqliteMessages.SEARCH_WAITING));
        this.outbox =
                new SqliteOutbox(handle, caseKeys, added(SqliteOutbox.ROWS), added(SqliteOutbox.ENVELOPES), messages);
        this.pairLogs = new KeptPairLogs(
                new SqliteLogRows(handle, remembered.logs()), new SqliteWitnessRows(handle), keys.logs());
    }

    @Override
    public PairLogs pairLogs() {
        return pairLogs;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public Requests requests() {
        return requestRows();
    }

    private SqliteRequests requestRows() {
        return new SqliteRequests(handle, caseKeys, keys.search(), history, series, remembered.requests());
    }

    @Override
    public Messages messages() {
        return messages;
    }

    @Override
    public SearchRows searchRows() {
        return new SqliteSearchRows(handle, messages, keys.search());
    }

    @Override
    public Drafts drafts() {
        return new SqliteDrafts(handle, caseKeys, requestRows());
    }

    @Override
    public Incidents incidents() {
        return new SqliteIncidents(handle, floods);
    }

    @Override
    public Pages pages() {
        return new SqlitePages(handle);
    }

    @Override
    public AllClears allClears() {
        return new SqliteAllClears(handle, incidents());
    }

    @Override
    public HookEvents hookEvents() {
        return new SqliteHookEvents(handle);
    }

    @Override
    public PageTokens pageTokens() {
        return new SqlitePageTokens(handle);
    }

    @Override
    public PinnedPolicies pinnedPolicies() {
        return new SqlitePinnedPolicies(handle, remembered.policies());
    }

    @Override
    public DrillBook drills() {
        return new SqliteDrillBook(handle);
    }

    @Override
    public People people() {
        people = true;
        return new SqlitePeople(handle);
    }

    /** True if it may have changed something about people or their tokens. */
    boolean askedForPeople() {
        return people;
    }

    @Override
    public Tallies tallies() {
        return new SqliteTallies(handle);
    }

    @Override
    public AccountBook accountBook() {
        return new SqliteAccountBook(handle);
    }

    @Override
    public AuditRows auditRows() {
        return new SqliteAuditRows(handle, keys.logs().self());
    }

    /** The evidence of forks, for the operator. */
    SqliteWitnessRows witnessRows() {
        return new SqliteWitnessRows(handle);
    }

    private Insertions added(Insertions.Table table) {
        Insertions added = new Insertions(handle, table);
        waiting.add(added);
        return added;
    }

    /** Writes what waits for the end. */
    void end(Instant at) {
        waiting.forEach(Insertions::write);
        series.write();
        newestInstant().set(at);
    }

    /** Where the newest batch's instant is kept. */
    SqliteNewestInstant newestInstant() {
        return new SqliteNewestInstant(handle);
    }
}
