package eu.vigil.node.operator;

import eu.vigil.node.operator.people.Role;
import java.util.EnumSet;
import java.util.Set;

/** Who may call a route. */
sealed interface Access {
    /** Anybody who reaches the port; nothing that needs a person is behind it. */
    record Open() implements Access {}

    /**
     * People with one of these roles.
     *
     * @param roles at least one
     */
    record Roles(Set<Role> roles) implements Access {
        public Roles {
            roles = Set.copyOf(roles);
        }
    }

    static Access open() {
        return new Open();
    }

    static Access of(Role first, Role... others) {
        return new Roles(EnumSet.of(first, others));
    }

    /** Every person, whatever the role. */
    static Access everyone() {
        return new Roles(EnumSet.allOf(Role.class));
    }
}
