package eu.vigil.node.store;

import eu.vigil.node.escalation.AllClear;
import eu.vigil.node.escalation.AllClearClaim;
import eu.vigil.node.escalation.AllClears;
import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.escalation.Incidents;
import eu.vigil.node.escalation.PageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All-clears as rows. */
record SqliteAllClears(Handle handle, Incidents incidents) implements AllClears {
    private static final String SELECT =
            "SELECT a.all_clear_id, a.incident, a.channel, a.why, a.at, a.state, a.attempts, a.next_attempt_at, "
                    + "a.lease_until, a.last_result FROM all_clear a ";

    @Override
    public boolean insert(AllClear allClear) {
        return handle.createUpdate("""
                        INSERT INTO all_clear (all_clear_id, incident, channel, why, at, state, attempts, next_attempt_at)
                        VALUES (:id, :incident, :channel, :why, :at, :state, :attempts, :next)
                        ON CONFLICT (incident, channel, why) DO NOTHING""")
                        .bind("id", allClear.id().value())
                        .bind("incident", allClear.key().incident().value())
                        .bind("channel", allClear.key().channel())
                        .bind("why", allClear.key().why().name())
                        .bind("at", allClear.at())
                        .bind("state", allClear.state().name())
                        .bind("attempts", allClear.attempts())
                        .bind("next", allClear.nextAttemptAt())
                        .execute()
                == 1;
    }

    @Override
    public void supersede(IncidentCode incident) {
        handle.createUpdate("""
                        UPDATE all_clear SET state = 'SUPERSEDED', owner = NULL, lease_until = NULL
                        WHERE incident = :incident AND state IN ('WAITING', 'CLAIMED')""").bind("incident", incident.value()).execute();
    }

    @Override
    public List<AllClearClaim> claim(String owner, Instant now, Instant leaseUntil, int max) {
        List<String> due = handle.createQuery("""
                        SELECT a.all_clear_id FROM all_clear a
                        WHERE ((a.state = 'WAITING' AND a.next_attempt_at <= :now)
                                OR (a.state = 'CLAIMED' AND a.lease_until <= :now))
                            AND NOT EXISTS (SELECT 1 FROM page p
                                WHERE p.incident = a.incident AND p.channel = a.channel
                                    AND p.state = 'CLAIMED' AND p.lease_until > :now)
                        ORDER BY a.all_clear_number LIMIT :max""")
                .bind("now", now)
                .bind("max", max)
                .mapTo(String.class)
                .list();
        List<AllClearClaim> claims = new ArrayList<>();
        for (String id : due) {
            handle.createUpdate("""
                            UPDATE all_clear SET state = 'CLAIMED', attempts = attempts + 1, owner = :owner,
                                lease_until = :lease
                            WHERE all_clear_id = :id""")
                    .bind("owner", owner)
                    .bind("lease", leaseUntil)
                    .bind("id", id)
                    .execute();
            AllClear claimed = handle.createQuery(SELECT + "WHERE a.all_clear_id = :id")
                    .bind("id", id)
                    .map(SqliteAllClears::allClear)
                    .one();
            claims.add(new AllClearClaim(
                    claimed, incidents.find(claimed.key().incident()).orElseThrow(), claimed.attempts(), now));
        }
        return claims;
    }

    @Override
    public boolean settle(AllClearClaim claim, AllClear.State state, Instant next, String result) {
        return handle.createUpdate("""
                        UPDATE all_clear SET state = :state, next_attempt_at = :next, last_result = :result,
                            owner = NULL, lease_until = NULL
                        WHERE all_clear_id = :id AND state = 'CLAIMED' AND attempts = :number""")
                        .bind("state", state.name())
                        .bind("next", next)
                        .bind("result", result)
                        .bind("id", claim.allClear().id().value())
                        .bind("number", claim.number())
                        .execute()
                == 1;
    }

    @Override
    public int release(String owner, Instant now) {
        return handle.createUpdate("""
                        UPDATE all_clear SET state = 'WAITING', next_attempt_at = :now, owner = NULL, lease_until = NULL,
                            last_result = 'unknown: the node stopped'
                        WHERE state = 'CLAIMED' AND owner = :owner""").bind("now", now).bind("owner", owner).execute();
    }

    @Override
    public List<AllClear> of(IncidentCode incident) {
        return handle.createQuery(SELECT + "WHERE a.incident = :incident ORDER BY a.all_clear_number")
                .bind("incident", incident.value())
                .map(SqliteAllClears::allClear)
                .list();
    }

    private static AllClear allClear(StoreRow row) {
        return new AllClear(
                new PageId(row.getColumn("all_clear_id", String.class)),
                new AllClear.Key(
                        new IncidentCode(row.getColumn("incident", String.class)),
                        row.getColumn("channel", String.class),
                        AllClear.Why.valueOf(row.getColumn("why", String.class))),
                row.getColumn("at", Instant.class),
                AllClear.State.valueOf(row.getColumn("state", String.class)),
                row.getColumn("attempts", Integer.class),
                row.getColumn("next_attempt_at", Instant.class),
                Optional.ofNullable(row.getColumn("lease_until", Instant.class)),
                Optional.ofNullable(row.getColumn("last_result", String.class)));
    }
}
