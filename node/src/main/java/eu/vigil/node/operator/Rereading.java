package eu.vigil.node.operator;

import java.util.List;

/** Port: reading the configuration again, as SIGHUP does: all of it is good and taken, or everything stays as it was. */
@FunctionalInterface
public interface Rereading {
    /** Reads it now. May wait. */
    Outcome again();

    /**
     * How it went.
     *
     * @param taken what changed
     * @param waiting what changed and takes effect at the next start
     * @param problems why nothing was taken; empty if it was
     */
    record Outcome(List<String> taken, List<String> waiting, List<String> problems) {
        /** Copies the lists. */
        public Outcome {
            taken = List.copyOf(taken);
            waiting = List.copyOf(waiting);
            problems = List.copyOf(problems);
        }
    }
}
