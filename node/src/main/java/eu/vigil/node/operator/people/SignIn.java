package eu.vigil.node.operator.people;

/** Tells who comes with a token. May wait; called on virtual threads. */
@FunctionalInterface
public interface SignIn {
    /** Whose token it is. */
    Outcome who(TokenHash hash);

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
