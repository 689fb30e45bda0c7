package eu.vigil.node.operator.accounts;

import eu.vigil.node.operator.desk.Violation;
import java.util.List;

/**
 * What became of something asked about accounts; all but {@link Done} changed nothing.
 *
 * @param <T> what was asked for
 */
public sealed interface Ruling<T> {
    /**
     * It is done, and durable if it changed anything.
     *
     * @param <T> what was asked for
     */
    record Done<T>(T result) implements Ruling<T> {}

    /** There is no such person or change. */
    record NotFound<T>(String what) implements Ruling<T> {}

    /** What was handed in breaks rules, at least one. */
    record Wrong<T>(List<Violation> violations) implements Ruling<T> {
        /** Copies the list. */
        public Wrong {
            violations = List.copyOf(violations);
        }

        /** One rule was broken. */
        static <T> Wrong<T> of(String field, String message) {
            return new Wrong<>(List.of(new Violation(field, message)));
        }
    }

    /** As things stand it cannot be done. */
    record Conflict<T>(String why) implements Ruling<T> {}

    /** Not by this person. */
    record Forbidden<T>(String why) implements Ruling<T> {}

    /** Not now, and it is not known whether. */
    record Unavailable<T>(String why) implements Ruling<T> {}
}
