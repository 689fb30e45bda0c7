package eu.vigil.node.operator.accounts;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One line of the account log.
 *
 * @param number rises by one with each line
 * @param deed what was done
 * @param at when
 * @param seenAt when a data-protection officer first read it; empty until then
 */
public record AccountEntry(long number, Deed deed, Instant at, Optional<Instant> seenAt) {
    /** What can be done to accounts. */
    public enum What {
        /** Taken in from the file that {@code vigil init} wrote, or that somebody with the node's disk has changed. */
        TAKEN_FROM_FILE,
        /** A change was proposed. */
        PROPOSED,
        /** A change was confirmed, and done. */
        CONFIRMED,
        /** A change was refused, or taken back. */
        REFUSED,
        /** Somebody's access was ended. */
        CUT_OFF,
        /** A token was given. */
        TOKEN_GIVEN,
        /** Somebody replaced the own token by another one. */
        TOKEN_REPLACED,
        /** Somebody ended the own token. */
        TOKEN_REVOKED
    }

    /**
     * What somebody did.
     *
     * @param who id of the person, or the name of a file
     * @param about id of whose account it was done to
     * @param change its number, where it was a change
     * @param detail for people; never a token
     * @param reason as it was given; empty where none is asked for
     */
    public record Deed(String who, What what, String about, OptionalLong change, String detail, String reason) {}
}
