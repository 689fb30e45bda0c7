package eu.vigil.node.doctor;

import java.time.Instant;
import java.util.List;

/** What is to be seen of the store without writing to it. */
public sealed interface StoreFacts {
    /** There is none: the node has never run. */
    record Absent() implements StoreFacts {}

    /** It cannot be read at all. */
    record Unreadable(String why) implements StoreFacts {}

    /**
     * It can.
     *
     * @param schema the version of its tables
     * @param schemaOfRelease the newest that this release knows
     * @param suspect whether its disk has failed to sync
     * @param faults what SQLite found wrong
     * @param whole whether SQLite could look at all of it in the time there was
     * @param newest the instant of the newest batch
     * @param sqlite the library's version
     */
    record Seen(
            int schema,
            int schemaOfRelease,
            boolean suspect,
            List<String> faults,
            boolean whole,
            long bytes,
            long freeBytes,
            Instant newest,
            String sqlite)
            implements StoreFacts {
        /** Copies the list. */
        public Seen {
            faults = List.copyOf(faults);
        }
    }
}
