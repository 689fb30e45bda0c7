package eu.vigil.node.boot;

/** Why a node cannot run: a sentence for the operator, naming the file or the key. */
final class CannotRun extends Exception {
    private static final long serialVersionUID = 1L;

    CannotRun(String why) {
        super(why, null, false, false);
    }
}
