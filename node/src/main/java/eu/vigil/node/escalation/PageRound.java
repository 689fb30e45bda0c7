package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.Retries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The two transactions of the cycle: claim what is due, and write what became of a claim. */
final class PageRound {
    /** An attempt takes 5 s at most, and attempts of one incident begin within a second of each other. */
    static final Duration LEASE = Duration.ofSeconds(10);

    private static final int INCIDENTS_MAX = 64;

    private final StepFiring firing;
    private final RandomGenerator random;
    private final String owner;

    PageRound(StepFiring firing, RandomGenerator random, String owner) {
        this.firing = firing;
        this.random = random;
        this.owner = owner;
    }

    /**
     * A claim and the token for its link, which nobody else knows.
     *
     * @param incidents for how many incidents it stands
     * @param dueAt until when a human has to have acted on the first of them
     */
    record Attempt(Claim claim, String token, int incidents, Optional<Instant> dueAt) {
        static Attempt of(EscalationLedger ledger, Claim claim, String token) {
            IncidentOpening about = claim.incident().about();
            if (about.kind() != IncidentKind.FLOOD) {
                return new Attempt(claim, token, 1, about.dueAt());
            }
            List<Incident> all = ledger.incidents().calledBy(claim.incident().code());
            Optional<Instant> first = all.stream()
                    .flatMap(incident -> incident.about().dueAt().stream())
                    .min(Comparator.naturalOrder());
            return new Attempt(claim, token, all.size(), first);
        }
    }

    /**
     * What a round found.
     *
     * @param now the instant by which it judged
     * @param nextDue when to look again
     * @param oldestUnreached since when a step has been due without reaching anybody
     */
    record Found(List<Attempt> attempts, Instant now, Optional<Instant> nextDue, Optional<Instant> oldestUnreached) {}

    /** Fires steps, starts next channels, claims at most {@code room} pages. */
    Found claim(EscalationLedger ledger, Instant now, int room) {
        for (Incident incident : ledger.incidents().due(now, INCIDENTS_MAX)) {
            firing.fireDue(ledger, incident, now);
        }
        for (Page page : ledger.pages().toFailOver(now, INCIDENTS_MAX)) {
            firing.failOver(ledger, page, now);
        }
        List<Attempt> attempts = new ArrayList<>();
        if (room > 0) {
            Instant failOverAt = now.plus(Retries.FAIL_OVER_AFTER);
            for (Claim claim : ledger.pages().claim(owner, now, now.plus(LEASE), failOverAt, room)) {
                String token = Tokens.fresh(random);
                ledger.pageTokens().insert(Tokens.hash(token), claim.page().id());
                attempts.add(Attempt.of(ledger, claim, token));
            }
        }
        return new Found(
                List.copyOf(attempts),
                now,
                ledger.pages().nextDue(),
                ledger.pages().oldestUnreached());
    }

    /** Writes an outcome if the claim still holds; what no longer holds is somebody else's to write. */
    boolean settle(EscalationLedger ledger, Claim claim, Outcome outcome, Instant now) {
        Page page = claim.page();
        boolean settled = ledger.pages().settle(claim, settlement(ledger, claim, outcome, now));
        if (settled && outcome instanceof Outcome.Refused(String why)) {
            Page.Key key = page.key();
            String text = "channel '%s' refused the page: %s".formatted(key.channel(), why);
            ledger.incidents().fault(new StepFault(key.incident(), key.cycle(), key.step(), now, text));
        }
        return settled;
    }

    private Settlement settlement(EscalationLedger ledger, Claim claim, Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Delivered _ ->
                new Settlement(Page.State.DELIVERED, now, Settlement.FailOver.NOT_NEEDED, outcome.text());
            case Outcome.Refused _ -> new Settlement(Page.State.REFUSED, now, Settlement.FailOver.NOW, outcome.text());
            case Outcome.NotNow notNow -> again(ledger, claim, notNow.retryAfter(), now, outcome.text());
            case Outcome.Unknown _ -> again(ledger, claim, Optional.empty(), now, outcome.text());
        };
    }

    private Settlement again(
            EscalationLedger ledger, Claim claim, Optional<Duration> retryAfter, Instant now, String text) {
        Page page = claim.page();
        boolean open = ledger.incidents()
                .find(page.key().incident())
                .map(Incident::isOpen)
                .orElse(false);
        if (!open) {
            return new Settlement(Page.State.STOPPED, now, Settlement.FailOver.NOT_NEEDED, text);
        }
        if (ledger.pages().isSuperseded(page.key())) {
            return new Settlement(Page.State.SUPERSEDED, now, Settlement.FailOver.NOT_NEEDED, text);
        }
        Instant next = Retries.next(
                page.attempts(),
                claim.at(),
                now,
                retryAfter,
                firing.nextChannel(page).isEmpty());
        return new Settlement(Page.State.WAITING, next, Settlement.FailOver.AS_PLANNED, text);
    }
}
