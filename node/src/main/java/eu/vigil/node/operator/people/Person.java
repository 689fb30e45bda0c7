package eu.vigil.node.operator.people;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A person at this node.
 *
 * @param id unique at the node: small letters, digits, hyphens, at most 64
 * @param name as it stands in messages and logs, 1 to 128 characters
 * @param roles at least one
 */
public record Person(String id, String name, Set<Role> roles) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int ID_MAX = 64;
    private static final int NAME_MAX = 128;

    /** @throws IllegalArgumentException naming the field and what would be right */
    public Person {
        if (id.length() > ID_MAX || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "id: '%s' is not small letters, digits and hyphens, at most %d, like duty-officer"
                            .formatted(id, ID_MAX));
        }
        if (name.isBlank() || name.length() > NAME_MAX) {
            throw new IllegalArgumentException("name: must be 1 to %d characters".formatted(NAME_MAX));
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("roles: %s has none".formatted(id));
        }
        roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
    }
}
