package eu.vigil.node.drill;

/** What this room writes inside a journal transaction. */
public interface DrillLedger {
    /** The drills. */
    DrillBook drills();
}
