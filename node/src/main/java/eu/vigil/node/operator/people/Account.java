package eu.vigil.node.operator.people;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A person's way in.
 *
 * @param since when it was made
 * @param disabledAt when it was closed; empty while it is open
 * @param tokens how many hold
 */
public record Account(Person person, Instant since, Optional<Instant> disabledAt, int tokens) {
    /** The roles that may change accounts, two people together. */
    public static final Set<Role> TRUSTEES = Set.of(Role.ADMINISTRATOR, Role.SUPERVISOR);

    /** True while the person may come in, given a token. */
    public boolean active() {
        return disabledAt.isEmpty();
    }

    /** True if the person may propose and confirm changes of accounts. */
    public boolean trustee() {
        return active() && person.roles().stream().anyMatch(TRUSTEES::contains);
    }

    /** True if the person not only may, but can. */
    public boolean ableTrustee() {
        return trustee() && tokens > 0;
    }
}
