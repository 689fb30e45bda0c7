package eu.vigil.node.operator.people;

/** What this room writes and reads in a transaction of the store. */
public interface PeopleLedger {
    /** The people and their tokens. */
    People people();
}
