package eu.vigil.node.escalation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All-clears in memory, for tests; it passes the same contract as the store. */
final class MemoryAllClears implements AllClears {
    private final EscalationLedger ledger;
    private final Map<PageId, AllClear> all = new LinkedHashMap<>();
    private final Map<PageId, String> owners = new HashMap<>();

    MemoryAllClears(EscalationLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public boolean insert(AllClear allClear) {
        return all.values().stream().noneMatch(one -> one.key().equals(allClear.key()))
                && all.put(allClear.id(), allClear) == null;
    }

    @Override
    public void supersede(IncidentCode incident) {
        List.copyOf(all.values()).stream()
                .filter(one -> one.key().incident().equals(incident) && isAlive(one))
                .forEach(one -> put(one, AllClear.State.SUPERSEDED, one.nextAttemptAt(), one.lastResult()));
    }

    @Override
    public List<AllClearClaim> claim(String owner, Instant now, Instant leaseUntil, int max) {
        List<AllClearClaim> claims = new ArrayList<>();
        for (AllClear one : List.copyOf(all.values())) {
            if (claims.size() < max && isDue(one, now) && !isPaging(one.key(), now)) {
                AllClear claimed = new AllClear(
                        one.id(),
                        one.key(),
                        one.at(),
                        AllClear.State.CLAIMED,
                        one.attempts() + 1,
                        one.nextAttemptAt(),
                        Optional.of(leaseUntil),
                        one.lastResult());
                all.put(one.id(), claimed);
                owners.put(one.id(), owner);
                Incident incident =
                        ledger.incidents().find(one.key().incident()).orElseThrow();
                claims.add(new AllClearClaim(claimed, incident, claimed.attempts(), now));
            }
        }
        return claims;
    }

    @Override
    public boolean settle(AllClearClaim claim, AllClear.State state, Instant next, String result) {
        AllClear one = all.get(claim.allClear().id());
        if (one.state() != AllClear.State.CLAIMED || one.attempts() != claim.number()) {
            return false;
        }
        put(one, state, next, Optional.of(result));
        return true;
    }

    @Override
    public int release(String owner, Instant now) {
        List<AllClear> claimed = all.values().stream()
                .filter(one -> one.state() == AllClear.State.CLAIMED && owner.equals(owners.get(one.id())))
                .toList();
        claimed.forEach(one -> put(one, AllClear.State.WAITING, now, Optional.of("unknown: the node stopped")));
        return claimed.size();
    }

    @Override
    public List<AllClear> of(IncidentCode incident) {
        return all.values().stream()
                .filter(one -> one.key().incident().equals(incident))
                .toList();
    }

    private boolean isPaging(AllClear.Key key, Instant now) {
        return ledger.pages().of(key.incident()).stream()
                .anyMatch(page -> page.key().channel().equals(key.channel())
                        && page.state() == Page.State.CLAIMED
                        && page.leaseUntil().orElseThrow().isAfter(now));
    }

    private static boolean isAlive(AllClear one) {
        return one.state() == AllClear.State.WAITING || one.state() == AllClear.State.CLAIMED;
    }

    private static boolean isDue(AllClear one, Instant now) {
        return switch (one.state()) {
            case WAITING -> !one.nextAttemptAt().isAfter(now);
            case CLAIMED -> !one.leaseUntil().orElseThrow().isAfter(now);
            case DELIVERED, GIVEN_UP, SUPERSEDED -> false;
        };
    }

    private void put(AllClear one, AllClear.State state, Instant next, Optional<String> result) {
        all.put(
                one.id(),
                new AllClear(one.id(), one.key(), one.at(), state, one.attempts(), next, Optional.empty(), result));
    }
}
