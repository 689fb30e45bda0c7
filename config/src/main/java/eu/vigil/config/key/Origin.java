package eu.vigil.config.key;

import java.nio.file.Path;

/** Where a value was written. */
public sealed interface Origin {
    /** Nowhere: the default holds. */
    record Default() implements Origin {
        @Override
        public String toString() {
            return "default";
        }
    }

    /**
     * In a file.
     *
     * @param line counted from 1
     */
    record File(Path path, int line) implements Origin {
        @Override
        public String toString() {
            return path + ":" + line;
        }
    }

    /** In the environment. */
    record Variable(String name) implements Origin {
        @Override
        public String toString() {
            return "environment " + name;
        }
    }

    /** On the command line. */
    record Property(String name) implements Origin {
        @Override
        public String toString() {
            return "-D" + name;
        }
    }
}
