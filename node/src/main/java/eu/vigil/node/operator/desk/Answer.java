package eu.vigil.node.operator.desk;

import eu.vigil.protocol.casework.RequestState;
import java.util.List;

/**
 * How the desk answers.
 *
 * @param <T> what was asked for
 */
public sealed interface Answer<T> {
    /**
     * It is done, and durable if it changed anything.
     *
     * @param <T> what was asked for
     */
    record Done<T>(T result) implements Answer<T> {}

    /**
     * There is no such thing.
     *
     * @param what is missing, as a sentence: {@code "no case BE-2026-000123"}
     */
    record NotFound<T>(String what) implements Answer<T> {}

    /**
     * The case is not in a state that allows it.
     *
     * @param state the state it is in
     * @param why as a sentence
     */
    record Conflict<T>(RequestState state, String why) implements Answer<T> {}

    /** What was handed in breaks rules: all of them at once, at least one. */
    record Invalid<T>(List<Violation> violations) implements Answer<T> {
        /** Copies the list. */
        public Invalid {
            violations = List.copyOf(violations);
        }

        /** One rule was broken. */
        public static <T> Invalid<T> of(String field, String message) {
            return new Invalid<>(List.of(new Violation(field, message)));
        }
    }

    /**
     * This person may not do this to this case.
     *
     * @param why as a sentence, with what is allowed instead
     */
    record Forbidden<T>(String why) implements Answer<T> {}

    /**
     * Not now: the journal is full or the store did not answer in time. Nothing was done, or it is not known whether.
     *
     * @param why as a sentence
     */
    record Unavailable<T>(String why) implements Answer<T> {}
}
