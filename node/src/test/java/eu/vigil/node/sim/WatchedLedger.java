package eu.vigil.node.sim;

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
import eu.vigil.node.journal.PairLogs;
import java.util.function.Consumer;

/** The same ledger, and {@code seen} is told what is written. */
record WatchedLedger(DeskLedger ledger, PairLogs pairLogs, Requests requests, Incidents incidents, Pages pages)
        implements DeskLedger {
    WatchedLedger(DeskLedger ledger, Consumer<Seen> seen) {
        this(
                ledger,
                new WatchedLogs(ledger.pairLogs(), seen),
                new WatchedRequests(ledger.requests(), seen),
                new WatchedIncidents(ledger.incidents(), seen),
                new WatchedPages(ledger.pages(), seen));
    }

    @Override
    public Outbox outbox() {
        return ledger.outbox();
    }

    @Override
    public Messages messages() {
        return ledger.messages();
    }

    @Override
    public Drafts drafts() {
        return ledger.drafts();
    }

    @Override
    public SearchRows searchRows() {
        return ledger.searchRows();
    }

    @Override
    public AllClears allClears() {
        return ledger.allClears();
    }

    @Override
    public HookEvents hookEvents() {
        return ledger.hookEvents();
    }

    @Override
    public PageTokens pageTokens() {
        return ledger.pageTokens();
    }

    @Override
    public PinnedPolicies pinnedPolicies() {
        return ledger.pinnedPolicies();
    }

    @Override
    public DrillBook drills() {
        return ledger.drills();
    }
}
