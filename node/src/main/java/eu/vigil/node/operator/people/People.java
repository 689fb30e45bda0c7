package eu.vigil.node.operator.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The people of this node and their tokens, as they are kept. */
public interface People {
    /** The person whose token this is; empty if there is none, it was revoked or the person disabled. */
    Optional<Person> byToken(TokenHash hash);

    /** The person of that id, disabled or not. */
    Optional<Person> find(String id);

    /** All people that are not disabled, by id. */
    List<Person> active();

    /** Adds a person; false if the id is taken, and then nothing is changed. */
    boolean add(Person person, Instant at);

    /** Gives a person one more token; false if there is no such person or the token is already known. */
    boolean give(String personId, TokenHash hash, Instant at);

    /** Ends a token; false if there is no such token that still holds. */
    boolean revoke(TokenHash hash, Instant at);

    /** Closes a person's account: none of the tokens holds any more. False if there is no such active person. */
    boolean disable(String personId, Instant at);
}
