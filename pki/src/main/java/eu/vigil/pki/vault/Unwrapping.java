package eu.vigil.pki.vault;

/** What comes of taking a case key out of its wrapping. */
public sealed interface Unwrapping {
    /** The case can be read and written. */
    record Unwrapped(CaseKey key) implements Unwrapping {}

    /** The case cannot be read. */
    record Unreadable(Revealing.Why why) implements Unwrapping {}
}
