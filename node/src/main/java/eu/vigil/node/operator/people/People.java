package eu.vigil.node.operator.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The people of this node and their tokens, as they are kept. */
public interface People {
    /** The person whose token this is; empty if there is none, it was revoked or the person disabled. */
    Optional<Person> byToken(TokenHash hash);

    /** The person of that id, disabled or not. */
    Optional<Person> find(String id);

    /** All people that are not disabled, by id. */
    List<Person> active();

    /** All accounts, also closed ones, by id. */
    List<Account> accounts();

    /** The account of that id. */
    Optional<Account> account(String id);

    /** True if this token is or ever was somebody's. */
    boolean knows(TokenHash hash);

    /** Adds a person; false if the id is taken, and then nothing is changed. */
    boolean add(Person person, Instant at);

    /** Gives a person one more token; false if there is no such person or the token is already known. */
    boolean give(String personId, TokenHash hash, Instant at);

    /** Ends a token; false if there is no such token that still holds. */
    boolean revoke(TokenHash hash, Instant at);

    /** Closes a person's account: none of the tokens holds ever again. False if there is no such active person. */
    boolean disable(String personId, Instant at);

    /** Opens a closed account again, without any token. False if there is no such closed one. */
    boolean enable(String personId);

    /** Gives an active person these roles in place of the present ones; false if there is no such active person. */
    boolean change(String personId, Set<Role> roles);
}
