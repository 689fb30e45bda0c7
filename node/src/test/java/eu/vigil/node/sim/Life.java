package eu.vigil.node.sim;

/** A process from its start to its end; what was to happen in it after its end does not. */
final class Life {
    /** What belongs to no process. */
    static final Life OF_THE_WORLD = new Life();

    private boolean over;

    boolean isOver() {
        return over;
    }

    void end() {
        over = true;
    }

    /** Thrown where a process ends in the middle of what it does. */
    static final class Ended extends Error {
        private static final long serialVersionUID = 1L;

        Ended() {
            super("the process has ended", null, false, false);
        }
    }
}
