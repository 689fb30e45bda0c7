package eu.vigil.node.metrics;

/** What this room reads of the store. */
public interface TallyLedger {
    Tallies tallies();
}
