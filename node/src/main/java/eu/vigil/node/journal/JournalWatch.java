package eu.vigil.node.journal;

import java.time.Duration;

/** Port: hears how the journal's work goes. Called on its thread, or a caller's: must not wait. */
public interface JournalWatch {
    /** Hears nothing. */
    JournalWatch NOBODY = new JournalWatch() {
        @Override
        public void committed(int units, Duration taken) {}

        @Override
        public void ended(End end, int units) {}
    };

    /** How units ended that were not committed. */
    enum End {
        /** Too much waited, or the node was stopping. */
        NOT_TAKEN,
        /** The unit threw. */
        FAILED,
        /** The commit failed or nobody knows. */
        UNKNOWN
    }

    /** A batch is durable; {@code taken} is from its first unit's beginning to the end of its commit. */
    void committed(int units, Duration taken);

    /** Units ended otherwise. */
    void ended(End end, int units);
}
