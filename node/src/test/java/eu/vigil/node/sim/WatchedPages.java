package eu.vigil.node.sim;

import eu.vigil.node.escalation.Claim;
import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.escalation.Page;
import eu.vigil.node.escalation.PageId;
import eu.vigil.node.escalation.Pages;
import eu.vigil.node.escalation.Settlement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The same pages, and {@code seen} is told what is written. */
record WatchedPages(Pages real, Consumer<Seen> seen) implements Pages {
    @Override
    public boolean insert(Page page) {
        return real.insert(page);
    }

    @Override
    public Optional<Page> find(PageId id) {
        return real.find(id);
    }

    @Override
    public List<Claim> claim(String owner, Instant now, Instant leaseUntil, Instant failOverAt, int max) {
        List<Claim> claims = real.claim(owner, now, leaseUntil, failOverAt, max);
        claims.forEach(claim -> seen.accept(new Seen.Claimed(claim)));
        return claims;
    }

    @Override
    public boolean settle(Claim claim, Settlement settlement) {
        return real.settle(claim, settlement);
    }

    @Override
    public int release(String owner, Instant now) {
        return real.release(owner, now);
    }

    @Override
    public void supersede(IncidentCode incident, int step, int cycle) {
        real.supersede(incident, step, cycle);
    }

    @Override
    public boolean isSuperseded(Page.Key key) {
        return real.isSuperseded(key);
    }

    @Override
    public List<Page> toFailOver(Instant now, int max) {
        return real.toFailOver(now, max);
    }

    @Override
    public void failedOver(PageId id) {
        real.failedOver(id);
    }

    @Override
    public void stop(IncidentCode incident) {
        real.stop(incident);
    }

    @Override
    public List<Page> of(IncidentCode incident) {
        return real.of(incident);
    }

    @Override
    public List<Page> newest(int max) {
        return real.newest(max);
    }

    @Override
    public Optional<Instant> nextDue() {
        return real.nextDue();
    }

    @Override
    public Optional<Instant> oldestUnreached() {
        return real.oldestUnreached();
    }
}
