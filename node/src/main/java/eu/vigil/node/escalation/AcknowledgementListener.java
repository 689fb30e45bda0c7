package eu.vigil.node.escalation;

/**
 * What follows from an acknowledgement through a page.
 *
 * @param <T> the ledger
 */
public interface AcknowledgementListener<T> {
    /** Makes what must follow durable, in the acknowledgement's own transaction; may run twice, like every unit. */
    void acknowledging(T transaction, IncidentAcknowledged what);

    /** Begins it, after the commit, on the journal's thread: must not block. */
    void acknowledged(IncidentAcknowledged what);
}
