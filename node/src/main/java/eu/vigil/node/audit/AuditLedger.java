package eu.vigil.node.audit;

import eu.vigil.node.dispatch.DispatchLedger;

/** What this room reads of the store. */
public interface AuditLedger extends DispatchLedger {
    /** The rows as they lie there. */
    AuditRows auditRows();
}
