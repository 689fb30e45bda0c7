package eu.vigil.protocol.form;

/** A rule that {@link Glance} has no word for; only the library carries it out. Never leaves {@link Glance}. */
final class Unfamiliar extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unfamiliar(String what) {
        super(what);
    }
}
