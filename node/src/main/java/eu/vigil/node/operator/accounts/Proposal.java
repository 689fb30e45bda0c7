package eu.vigil.node.operator.accounts;

import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.Role;
import eu.vigil.node.operator.people.TokenHash;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be changed about an account. A token comes as its hash alone: whoever is to have it makes it, and neither who
 * proposes nor who confirms ever holds it, or either could come in as a second person.
 */
public sealed interface Proposal {
    /** The id of whom it is about. */
    String about();

    /** A new person. */
    record Add(Person person, TokenHash token) implements Proposal {
        @Override
        public String about() {
            return person.id();
        }
    }

    /** Other roles in place of the present ones. */
    record ChangeRoles(String about, Set<Role> roles) implements Proposal {
        /** Copies the roles, of which there is at least one. */
        public ChangeRoles {
            roles = Set.copyOf(roles);
        }
    }

    /** One more token. */
    record GiveToken(String about, TokenHash token) implements Proposal {}

    /** Access for somebody who was cut off, with a new token: none of the old ones holds again. */
    record Restore(String about, TokenHash token) implements Proposal {}

    /** The token that it gives, if it gives one. */
    default Optional<TokenHash> givenToken() {
        return switch (this) {
            case Add(var _, var token) -> Optional.of(token);
            case GiveToken(var _, var token) -> Optional.of(token);
            case Restore(var _, var token) -> Optional.of(token);
            case ChangeRoles _ -> Optional.empty();
        };
    }

    /** What it would do, for people. */
    default String words() {
        return switch (this) {
            case Add(var person, var token) ->
                "add '%s' as %s with token %s".formatted(person.name(), words(person.roles()), token.fingerprint());
            case ChangeRoles(var _, var roles) -> "change roles to " + words(roles);
            case GiveToken(var _, var token) -> "give token " + token.fingerprint();
            case Restore(var _, var token) -> "give access back with token " + token.fingerprint();
        };
    }

    /** Roles as people read them. */
    static String words(Set<Role> roles) {
        return EnumSet.copyOf(roles).stream().map(Role::word).collect(Collectors.joining(", "));
    }
}
