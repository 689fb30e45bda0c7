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
    static final String WAITING = """
            SELECT network, peer, COUNT(*) AS messages, MIN(accepted_at) AS oldest
            FROM outbox WHERE ended_at IS NULL GROUP BY network, peer""";
    static final String OLDEST_ATTEMPTED = "SELECT MIN(accepted_at) FROM outbox WHERE ended_at IS NULL AND attempted";
    static final String REQUESTS = """
            SELECT state, COUNT(*) AS requests, SUM(CASE WHEN side = 'REQUESTED' THEN 1 ELSE 0 END) AS asked
            FROM request WHERE state IN (<states>) GROUP BY state""";
    static final String OVERDUE = "SELECT COUNT(*) FROM request WHERE feasibility_due < :now AND side = :side";
    static final String FEASIBILITY_DUE = """
            SELECT feasibility_due FROM request
            WHERE feasibility_due IS NOT NULL AND side = :side ORDER BY feasibility_due LIMIT 1""";
    static final String INCIDENTS =
            "SELECT kind, COUNT(*) AS incidents FROM incident WHERE state = 'OPEN' GROUP BY kind";

    @Override
    public Tally tally(Instant now) {
        return new Tally(waiting(), oldestAttempted(), requests(), overdue(now), feasibilityDue(), incidents());
    }

    private List<Tally.Waiting> waiting() {
        return handle.createQuery(WAITING)
                .map(row -> new Tally.Waiting(
                        new PeerId(
                                row.getColumn("network", NetworkId.class), row.getColumn("peer", ParticipantId.class)),
                        row.getColumn("messages", Integer.class),
                        row.getColumn("oldest", Instant.class)))
                .list();
    }

    private Optional<Instant> oldestAttempted() {
        return handle.createQuery(OLDEST_ATTEMPTED).mapTo(Instant.class).findOne();
    }

    private Map<Tally.Standing, Integer> requests() {
        Map<Tally.Standing, Integer> requests = new HashMap<>();
        handle.createQuery(REQUESTS)
                .bindList("states", open())
                .map(SqliteTallies::bothSides)
                .forEach(requests::putAll);
        return requests;
    }

    private static Map<Tally.Standing, Integer> bothSides(StoreRow row) {
        RequestState state = RequestState.valueOf(row.getColumn("state", String.class));
        int asked = row.getColumn("asked", Integer.class);
        Map<Tally.Standing, Integer> both = new HashMap<>();
        both.put(new Tally.Standing(Side.REQUESTED, state), asked);
        both.put(new Tally.Standing(Side.REQUESTING, state), row.getColumn("requests", Integer.class) - asked);
        both.values().removeIf(none -> none == 0);
        return both;
    }

    /** Only who waits for an indication has a time by which it is due: the state need not be asked. */
    int overdue(Instant now) {
        return handle.createQuery(OVERDUE)
                .bind("now", now)
                .bind("side", Side.REQUESTED.name())
                .mapTo(Integer.class)
                .one();
    }

    private Optional<Instant> feasibilityDue() {
        return handle.createQuery(FEASIBILITY_DUE)
                .bind("side", Side.REQUESTED.name())
                .mapTo(Instant.class)
                .findOne();
    }

    private Map<IncidentKind, Integer> incidents() {
        Map<IncidentKind, Integer> incidents = new EnumMap<>(IncidentKind.class);
        handle.createQuery(INCIDENTS)
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
