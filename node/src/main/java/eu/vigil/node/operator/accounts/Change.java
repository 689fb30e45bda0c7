package eu.vigil.node.operator.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A proposal on its way.
 *
 * @param number by which it is confirmed
 * @param proposedBy id of whoever proposed it
 * @param ended how and by whom; empty while it waits, and for ever once it has lapsed
 */
public record Change(
        long number, Proposal proposal, String reason, String proposedBy, Instant proposedAt, Optional<Ended> ended) {
    /** After so long without a second person it is over. */
    public static final Duration LIFE = Duration.ofHours(24);

    /** How it can end other than by time. */
    public enum Ending {
        /** A second person said yes, and it is done. */
        CONFIRMED,
        /** Somebody said no, or took it back. */
        REFUSED
    }

    /** Its end. */
    public record Ended(Ending how, String by, Instant at) {}

    /** When it lapses. */
    public Instant lapsesAt() {
        return proposedAt.plus(LIFE);
    }

    /** True while it can be confirmed. */
    public boolean waits(Instant now) {
        return ended.isEmpty() && now.isBefore(lapsesAt());
    }

    /** The same change, ended. */
    Change ended(Ending how, String by, Instant at) {
        return new Change(number, proposal, reason, proposedBy, proposedAt, Optional.of(new Ended(how, by, at)));
    }
}
