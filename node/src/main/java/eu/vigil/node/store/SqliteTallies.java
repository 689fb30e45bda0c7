package eu.vigil.node.store;

import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.metrics.Tallies;
import eu.vigil.node.metrics.Tally;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts over what is open: each query walks an index that holds that alone, or seeks in one. */
record SqliteTallies(Handle handle) implements Tallies {
    @Override
    public Tally tally(Instant now) {
        return new Tally(waiting(), oldestAttempted(), requests(), overdue(now), feasibilityDue(), incidents());
    }

    private List<Tally.Waiting> waiting() {
        return handle.createQuery("""
                        SELECT network, peer, COUNT(*) AS messages, MIN(accepted_at) AS oldest
                        FROM outbox WHERE ended_at IS NULL GROUP BY network, peer""")
                .map(row -> new Tally.Waiting(
                        new PeerId(
                                row.getColumn("network", NetworkId.class), row.getColumn("peer", ParticipantId.class)),
                        row.getColumn("messages", Integer.class),
                        row.getColumn("oldest", Instant.class)))
                .list();
    }

    private Optional<Instant> oldestAttempted() {
        return handle.createQuery("SELECT MIN(accepted_at) FROM outbox WHERE ended_at IS NULL AND attempted")
                .mapTo(Instant.class)
                .findOne();
    }

    private Map<Tally.Standing, Integer> requests() {
        Map<Tally.Standing, Integer> requests = new HashMap<>();
        handle.createQuery(
                        "SELECT side, state, COUNT(*) AS requests FROM request WHERE state IN (<states>) GROUP BY side, state")
                .bindList("states", open())
                .map(row -> Map.entry(
                        new Tally.Standing(
                                Side.valueOf(row.getColumn("side", String.class)),
                                RequestState.valueOf(row.getColumn("state", String.class))),
                        row.getColumn("requests", Integer.class)))
                .forEach(count -> requests.put(count.getKey(), count.getValue()));
        return requests;
    }

    /** Only who waits for an indication has a time by which it is due: the state need not be asked. */
    int overdue(Instant now) {
        return handle.createQuery("SELECT COUNT(*) FROM request WHERE feasibility_due < :now AND side = :side")
                .bind("now", now)
                .bind("side", Side.REQUESTED.name())
                .mapTo(Integer.class)
                .one();
    }

    private Optional<Instant> feasibilityDue() {
        return handle.createQuery("""
                        SELECT feasibility_due FROM request
                        WHERE feasibility_due IS NOT NULL AND side = :side ORDER BY feasibility_due LIMIT 1""")
                .bind("side", Side.REQUESTED.name())
                .mapTo(Instant.class)
                .findOne();
    }

    private Map<IncidentKind, Integer> incidents() {
        Map<IncidentKind, Integer> incidents = new EnumMap<>(IncidentKind.class);
        handle.createQuery("SELECT kind, COUNT(*) AS incidents FROM incident WHERE state = 'OPEN' GROUP BY kind")
                .map(row -> Map.entry(
                        IncidentKind.valueOf(row.getColumn("kind", String.class)),
                        row.getColumn("incidents", Integer.class)))
                .forEach(count -> incidents.put(count.getKey(), count.getValue()));
        return incidents;
    }

    private static List<String> open() {
        return Arrays.stream(RequestState.values())
                .filter(state -> !state.ended())
                .map(RequestState::name)
                .toList();
    }
}
