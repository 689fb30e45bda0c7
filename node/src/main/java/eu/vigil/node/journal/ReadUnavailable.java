package eu.vigil.node.journal;

/** The store gave no answer in time; nothing is known about what was asked, and it may be asked again. */
public final class ReadUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** For the operator: what ran out. */
    public ReadUnavailable(String why) {
        super(why, null, false, false);
    }
}
