package eu.vigil.pki.log;

/** What a note turned out to be. */
public sealed interface HeadReading {
    /** A head that the expected log signed, and the note that says so. */
    record Signed(Head head, String note) implements HeadReading {}

    /** Anything else: why, for the operator. */
    record Rejected(String why) implements HeadReading {}
}
