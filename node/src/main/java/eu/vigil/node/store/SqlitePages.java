package eu.vigil.node.store;

import eu.vigil.node.escalation.Claim;
import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.escalation.Page;
import eu.vigil.node.escalation.PageId;
import eu.vigil.node.escalation.Pages;
import eu.vigil.node.escalation.Settlement;
import eu.vigil.node.escalation.plan.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pages as rows. */
record SqlitePages(Handle handle) implements Pages {
    private static final String COLUMNS =
            "p.page_id, p.incident, p.cycle, p.step, p.target, p.channel, p.person, p.due_at, p.state, p.attempts, "
                    + "p.first_attempt_at, p.last_attempt_at, p.next_attempt_at, p.lease_until, p.fail_over_at, "
                    + "p.last_result";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM page p ";
    private static final String OF_OPEN = "JOIN incident i ON i.code = p.incident AND i.state = 'OPEN' ";

    @Override
    public boolean insert(Page page) {
        Page.Key key = page.key();
        return handle.createUpdate("""
                        INSERT INTO page (page_id, incident, cycle, step, target, channel, person, due_at, state, attempts,
                            first_attempt_at, last_attempt_at, next_attempt_at, lease_until, fail_over_at, last_result)
                        VALUES (:id, :incident, :cycle, :step, :target, :channel, :person, :dueAt, :state, :attempts,
                            :first, :last, :next, :lease, :failOver, :result)
                        ON CONFLICT (incident, cycle, step, target, channel) DO NOTHING""")
                        .bind("id", page.id().value())
                        .bind("incident", key.incident().value())
                        .bind("cycle", key.cycle())
                        .bind("step", key.step())
                        .bind("target", key.target().toString())
                        .bind("channel", key.channel())
                        .bind("person", page.person().orElse(null))
                        .bind("dueAt", page.dueAt())
                        .bind("state", page.state().name())
                        .bind("attempts", page.attempts())
                        .bindByType("first", page.firstAttemptAt().orElse(null), Instant.class)
                        .bindByType("last", page.lastAttemptAt().orElse(null), Instant.class)
                        .bind("next", page.nextAttemptAt())
                        .bindByType("lease", page.leaseUntil().orElse(null), Instant.class)
                        .bindByType("failOver", page.failOverAt().orElse(null), Instant.class)
                        .bind("result", page.lastResult().orElse(null))
                        .execute()
                == 1;
    }

    @Override
    public Optional<Page> find(PageId id) {
        return handle.createQuery(SELECT + "WHERE p.page_id = :id")
                .bind("id", id.value())
                .map(SqlitePages::page)
                .findOne();
    }

    @Override
    public List<Claim> claim(String owner, Instant now, Instant leaseUntil, Instant failOverAt, int max) {
        List<String> due = handle.createQuery("""
                        SELECT p.page_id FROM page p JOIN incident i ON i.code = p.incident AND i.state = 'OPEN'
                        WHERE (p.state = 'WAITING' AND p.next_attempt_at <= :now)
                            OR (p.state = 'CLAIMED' AND p.lease_until <= :now)
                        ORDER BY p.due_at, p.cycle, p.step, p.page_number LIMIT :max""")
                .bind("now", now)
                .bind("max", max)
                .mapTo(String.class)
                .list();
        List<Claim> claims = new ArrayList<>();
        for (String id : due) {
            handle.createUpdate("""
                            UPDATE page SET state = 'CLAIMED', attempts = attempts + 1, owner = :owner,
                                lease_until = :lease, last_attempt_at = :now,
                                fail_over_at = CASE WHEN first_attempt_at IS NULL THEN :failOver ELSE fail_over_at END,
                                first_attempt_at = coalesce(first_attempt_at, :now)
                            WHERE page_id = :id""")
                    .bind("owner", owner)
                    .bind("lease", leaseUntil)
                    .bind("now", now)
                    .bind("failOver", failOverAt)
                    .bind("id", id)
                    .execute();
            claims.add(handle.createQuery("SELECT " + COLUMNS + ", " + SqliteIncidents.COLUMNS + " FROM page p "
                            + OF_OPEN + "WHERE p.page_id = :id")
                    .bind("id", id)
                    .map(row -> {
                        Page page = page(row);
                        return new Claim(page, SqliteIncidents.incident(row), page.attempts(), now);
                    })
                    .one());
        }
        return claims;
    }

    @Override
    public boolean settle(Claim claim, Settlement settlement) {
        return handle.createUpdate("""
                        UPDATE page SET state = :state, next_attempt_at = :at, last_result = :result,
                            owner = NULL, lease_until = NULL,
                            fail_over_at = CASE :failOver
                                WHEN 'AS_PLANNED' THEN fail_over_at
                                WHEN 'NOW' THEN CASE WHEN fail_over_at IS NULL THEN NULL ELSE :at END
                                ELSE NULL END
                        WHERE page_id = :id AND state = 'CLAIMED' AND attempts = :number""")
                        .bind("state", settlement.state().name())
                        .bind("at", settlement.at())
                        .bind("result", settlement.result())
                        .bind("failOver", settlement.failOver().name())
                        .bind("id", claim.page().id().value())
                        .bind("number", claim.number())
                        .execute()
                == 1;
    }

    @Override
    public int release(String owner, Instant now) {
        return handle.createUpdate("""
                        UPDATE page SET state = 'WAITING', next_attempt_at = :now, owner = NULL, lease_until = NULL,
                            last_result = 'unknown: the node stopped'
                        WHERE state = 'CLAIMED' AND owner = :owner""").bind("now", now).bind("owner", owner).execute();
    }

    @Override
    public void supersede(IncidentCode incident, int step, int cycle) {
        handle.createUpdate("""
                        UPDATE page SET state = 'SUPERSEDED', fail_over_at = NULL
                        WHERE incident = :incident AND step = :step AND cycle < :cycle
                            AND state = 'WAITING' AND attempts > 0""")
                .bind("incident", incident.value())
                .bind("step", step)
                .bind("cycle", cycle)
                .execute();
    }

    @Override
    public boolean isSuperseded(Page.Key key) {
        return handle.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM fired_step
                            WHERE incident = :incident AND step = :step AND cycle > :cycle)""")
                .bind("incident", key.incident().value())
                .bind("step", key.step())
                .bind("cycle", key.cycle())
                .mapTo(Boolean.class)
                .one();
    }

    @Override
    public List<Page> toFailOver(Instant now, int max) {
        return handle.createQuery(SELECT + OF_OPEN
                        + "WHERE p.fail_over_at IS NOT NULL AND p.fail_over_at <= :now "
                        + "ORDER BY p.fail_over_at, p.page_number LIMIT :max")
                .bind("now", now)
                .bind("max", max)
                .map(SqlitePages::page)
                .list();
    }

    @Override
    public void failedOver(PageId id) {
        handle.createUpdate("UPDATE page SET fail_over_at = NULL WHERE page_id = :id")
                .bind("id", id.value())
                .execute();
    }

    @Override
    public void stop(IncidentCode incident) {
        handle.createUpdate("""
                        UPDATE page SET state = CASE WHEN state = 'WAITING' THEN 'STOPPED' ELSE state END,
                            fail_over_at = NULL
                        WHERE incident = :incident AND state IN ('WAITING', 'CLAIMED', 'REFUSED')""").bind("incident", incident.value()).execute();
    }

    @Override
    public List<Page> of(IncidentCode incident) {
        return handle.createQuery(SELECT + "WHERE p.incident = :incident ORDER BY p.page_number")
                .bind("incident", incident.value())
                .map(SqlitePages::page)
                .list();
    }

    @Override
    public List<Page> newest(int max) {
        return handle.createQuery(SELECT + "ORDER BY p.page_number DESC LIMIT :max")
                .bind("max", max)
                .map(SqlitePages::page)
                .list();
    }

    @Override
    public Optional<Instant> nextDue() {
        return handle.createQuery("""
                        SELECT min(at) FROM (
                            SELECT min(p.next_attempt_at) AS at FROM page p
                                JOIN incident i ON i.code = p.incident AND i.state = 'OPEN' WHERE p.state = 'WAITING'
                            UNION ALL SELECT min(p.lease_until) FROM page p
                                JOIN incident i ON i.code = p.incident AND i.state = 'OPEN' WHERE p.state = 'CLAIMED'
                            UNION ALL SELECT min(p.fail_over_at) FROM page p
                                JOIN incident i ON i.code = p.incident AND i.state = 'OPEN'
                                WHERE p.fail_over_at IS NOT NULL
                            UNION ALL SELECT min(next_firing_at) FROM incident WHERE state = 'OPEN' AND called_by IS NULL) AS due""").mapTo(Instant.class).findOne();
    }

    @Override
    public Optional<Instant> oldestUnreached() {
        // Every incident fires later than the epoch: the words lead to the index of those that fire at all, which in a
        // flood are few.
        return handle.createQuery("""
                        SELECT min(at) FROM (
                            SELECT min(f.due_at) AS at FROM incident i JOIN fired_step f ON f.incident = i.code
                                WHERE i.state = 'OPEN' AND i.called_by IS NULL AND i.next_firing_at > 0 AND f.cycle > coalesce((SELECT max(p.cycle) FROM page p
                                    WHERE p.incident = f.incident AND p.step = f.step AND p.state = 'DELIVERED'), -1)
                            UNION ALL SELECT min(next_firing_at) FROM incident WHERE state = 'OPEN' AND called_by IS NULL) AS due""").mapTo(Instant.class).findOne();
    }

    private static Page page(StoreRow row) {
        return new Page(
                new PageId(row.getColumn("page_id", String.class)),
                new Page.Key(
                        new IncidentCode(row.getColumn("incident", String.class)),
                        row.getColumn("cycle", Integer.class),
                        row.getColumn("step", Integer.class),
                        Target.parse(row.getColumn("target", String.class)),
                        row.getColumn("channel", String.class)),
                Optional.ofNullable(row.getColumn("person", String.class)),
                row.getColumn("due_at", Instant.class),
                Page.State.valueOf(row.getColumn("state", String.class)),
                row.getColumn("attempts", Integer.class),
                Optional.ofNullable(row.getColumn("first_attempt_at", Instant.class)),
                Optional.ofNullable(row.getColumn("last_attempt_at", Instant.class)),
                row.getColumn("next_attempt_at", Instant.class),
                Optional.ofNullable(row.getColumn("lease_until", Instant.class)),
                Optional.ofNullable(row.getColumn("fail_over_at", Instant.class)),
                Optional.ofNullable(row.getColumn("last_result", String.class)));
    }
}
