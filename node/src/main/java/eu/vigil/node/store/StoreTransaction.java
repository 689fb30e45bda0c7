package eu.vigil.node.store;

import eu.vigil.node.audit.AuditLedger;
import eu.vigil.node.audit.AuditRows;
import eu.vigil.node.casework.Drafts;
import eu.vigil.node.casework.Messages;
import eu.vigil.node.casework.RequestRecord;
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
import eu.vigil.protocol.id.MessageId;
import java.util.HashMap;
import java.util.Map;

/**
 * One transaction or one snapshot of the store: the single class that implements every room's ledger, so that what several
 * rooms write for one message is committed together or not at all.
 */
public final class StoreTransaction implements DeskLedger, PeerLedger, AccountLedger, AuditLedger, TallyLedger {
    private final Handle handle;
    private final StoreKeys keys;
    private final CaseKeys caseKeys;
    private final Map<MessageId, RequestRecord> requestsMet = new HashMap<>();
    private final PairLogs pairLogs;
    private boolean people;

    StoreTransaction(Handle handle, StoreKeys keys) {
        this.handle = handle;
        this.keys = keys;
        this.caseKeys = new CaseKeys(handle, keys.cases());
        this.pairLogs = new KeptPairLogs(new SqliteLogRows(handle), new SqliteWitnessRows(handle), keys.logs());
    }

    @Override
    public PairLogs pairLogs() {
        return pairLogs;
    }

    @Override
    public Outbox outbox() {
        return new SqliteOutbox(handle, caseKeys);
    }

    @Override
    public Requests requests() {
        return new SqliteRequests(handle, caseKeys, keys.search(), requestsMet);
    }

    @Override
    public Messages messages() {
        return new SqliteMessages(handle, caseKeys, keys.logs().self());
    }

    @Override
    public SearchRows searchRows() {
        return new SqliteSearchRows(
                handle, new SqliteMessages(handle, caseKeys, keys.logs().self()), keys.search());
    }

    @Override
    public Drafts drafts() {
        return new SqliteDrafts(handle, caseKeys);
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
    public AllClears allClears() {
        return new SqliteAllClears(handle);
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
        return new SqlitePinnedPolicies(handle);
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

    /** Where the newest batch's instant is kept. */
    SqliteNewestInstant newestInstant() {
        return new SqliteNewestInstant(handle);
    }
}
