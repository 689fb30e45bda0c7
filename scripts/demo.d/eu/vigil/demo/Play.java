package eu.vigil.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A case that can be played. */
interface Play {
    /** Whose nodes it needs. */
    List<LocalNetwork.Place> cast();

    /** In which network they meet. */
    default String network() {
        return "EU-ART13";
    }

    /** What holds between them beside the built-in table of legal bases: lines of such a table. */
    default List<String> agreements() {
        return List.of();
    }

    /**
     * Plays it on nodes that do not run yet.
     *
     * @return what can be shown to others afterwards: its name, and its path from the project's root
     * @throws NotSeen for the first step that did not happen
     */
    Map<String, Path> on(Stage stage) throws Exception;

    /** A step that was not seen. */
    final class NotSeen extends Exception {
        private static final long serialVersionUID = 1L;

        NotSeen(String what) {
            super(what);
        }
    }
}
