package eu.vigil.node.operator.people;

import java.util.Optional;

/** Tells who comes with a token, on threads that may wait. */
@FunctionalInterface
public interface SignIn {
    /** Whose token it is. May wait for the store. */
    Outcome who(TokenHash hash);

    /** Whose token it still is, if that is known without waiting. */
    default Optional<Person> remembered(TokenHash hash) {
        return Optional.empty();
    }

    /** What came of it. */
    sealed interface Outcome {
        /** This person, with a token that holds. */
        record Known(Person person) implements Outcome {}

        /** Nobody: no such token, or it was revoked, or the person disabled. */
        record Nobody() implements Outcome {}

        /** The store did not answer; {@code why} is for the operator. */
        record Unavailable(String why) implements Outcome {}
    }
}
