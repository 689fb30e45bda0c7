package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.Retries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The two transactions of an all-clear's life after its writing. Unlike a page it is given up in the end: whoever has the matter knows it, and the
 * channel's own calls are a nuisance by then and no danger.
 */
final class AllClearRound {
    static final Duration GIVEN_UP_AFTER = Duration.ofHours(24);

    /** After these an attempt every ten minutes is enough. */
    static final int BRISK_ATTEMPTS = 10;

    static final Duration UNHURRIED = Duration.ofMinutes(10);

    private final String owner;

    AllClearRound(String owner) {
        this.owner = owner;
    }

    List<AllClearClaim> claim(EscalationLedger ledger, Instant now, int room) {
        return room > 0 ? ledger.allClears().claim(owner, now, now.plus(PageRound.LEASE), room) : List.of();
    }

    /** Writes an outcome if the claim still holds. */
    boolean settle(EscalationLedger ledger, AllClearClaim claim, Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Delivered _ -> settle(ledger, claim, AllClear.State.DELIVERED, now, outcome);
            case Outcome.Refused _ -> settle(ledger, claim, AllClear.State.GIVEN_UP, now, outcome);
            case Outcome.NotNow notNow -> again(ledger, claim, notNow.retryAfter(), now, outcome);
            case Outcome.Unknown _ -> again(ledger, claim, Optional.empty(), now, outcome);
        };
    }

    private static boolean again(
            EscalationLedger ledger, AllClearClaim claim, Optional<Duration> retryAfter, Instant now, Outcome outcome) {
        AllClear allClear = claim.allClear();
        if (now.isAfter(allClear.at().plus(GIVEN_UP_AFTER))) {
            return settle(ledger, claim, AllClear.State.GIVEN_UP, now, outcome);
        }
        Instant next = Retries.next(claim.number(), claim.at(), now, retryAfter, false);
        Instant unhurried = now.plus(UNHURRIED);
        boolean brisk = claim.number() < BRISK_ATTEMPTS || next.isAfter(unhurried);
        return settle(ledger, claim, AllClear.State.WAITING, brisk ? next : unhurried, outcome);
    }

    private static boolean settle(
            EscalationLedger ledger, AllClearClaim claim, AllClear.State state, Instant next, Outcome outcome) {
        return ledger.allClears().settle(claim, state, next, outcome.text());
    }
}
