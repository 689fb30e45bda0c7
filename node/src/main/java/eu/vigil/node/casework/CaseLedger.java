package eu.vigil.node.casework;

import eu.vigil.node.dispatch.DispatchLedger;

/** What this room writes inside a journal transaction. */
public interface CaseLedger extends DispatchLedger {
    Requests requests();

    Messages messages();

    Drafts drafts();

    SearchRows searchRows();
}
