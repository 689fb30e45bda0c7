package eu.vigil.node.sim;

/** What did not hold, and how. */
record Violation(Invariant invariant, String how) {}
