package eu.vigil.node.store;

import eu.vigil.node.casework.CaseQuery;
import eu.vigil.node.casework.Clocks;
import eu.vigil.node.casework.Happening;
import eu.vigil.node.casework.Hold;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.casework.Requests;
import eu.vigil.node.casework.Watch;
import eu.vigil.protocol.casework.Deadlines;
import eu.vigil.protocol.casework.HoldState;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Header;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The book of requests in SQL.
 *
 * @param given numbers of series
 * @param met what is known without asking
 */
record SqliteRequests(
        Handle handle,
        CaseKeys keys,
        SearchKey search,
        HistoryRows history,
        SeriesRows given,
        Map<MessageId, RequestRecord> met)
        implements Requests {
    /** A case has few: to sort them here costs less than a table that the database makes for it. */
    static final Comparator<RequestRecord> OLDEST_FIRST =
            Comparator.comparing(RequestRecord::openedAt).thenComparing(RequestRecord::id);

    /** To name a column is to write its indexes anew, whether it changes or not. */
    private static final String REPLACE = """
            UPDATE request
            SET state = :state, accepted_at = :acceptedAt, received_at = :receivedAt, indicated_at = :indicatedAt,
                watched_through = :watchedThrough, next_watch_at = :nextWatchAt,
                national_reference = :nationalReference, sealed_handled_by = :handledBy,
                hold_state = :holdState, hold_since = :holdSince, hold_until = :holdUntil,
                questions = :questions, revision = revision + 1
            WHERE request_id = :id AND revision = :revision
            """;

    private static final String REPLACE_DUE =
            REPLACE.replace("SET ", "SET feasibility_due = :feasibilityDue, list_due = :listDue, ");

    private static final String HANDLED_BY = "request.handled_by";

    @Override
    public void insert(RequestRecord request) {
        keys.findOrMake(request.caseRef());
        bind(handle.createUpdate("""
                                INSERT INTO request (request_id, network, case_ref, side, peer, kind, urgency, term, state, opened_at,
                                    accepted_at, received_at, feasibility_due, indicated_at, watched_through, next_watch_at,
                                    national_reference, sealed_handled_by, hold_state, hold_since, hold_until, questions, concerns,
                                    drill, revision, list_due, list_opened)
                                VALUES (:id, :network, :case, :side, :peer, :kind, :urgency, :term, :state, :openedAt,
                                    :acceptedAt, :receivedAt, :feasibilityDue, :indicatedAt, :watchedThrough, :nextWatchAt,
                                    :nationalReference, :handledBy, :holdState, :holdSince, :holdUntil, :questions, :concerns,
                                    :drill, :revision, :listDue, :listOpened)
                                """), request).execute();
        met.put(request.id(), request);
        history.begin(request.id());
    }

    @Override
    public boolean replace(RequestRecord changed) {
        RequestRecord before = met.get(changed.id());
        boolean asDue = before != null && before.feasibilityDue().equals(changed.feasibilityDue());
        boolean replaced = bind(handle.createUpdate(asDue ? REPLACE : REPLACE_DUE), changed)
                        .execute()
                == 1;
        if (replaced) {
            met.put(changed.id(), changed.replaced());
        }
        return replaced;
    }

    private <S extends SqlStatement<S>> S bind(S statement, RequestRecord request) {
        Clocks clocks = request.clocks();
        Optional<Hold> hold = request.hold();
        return statement
                .bind("id", request.id())
                .bind("network", request.network())
                .bind("case", request.caseRef())
                .bind("side", request.side().name())
                .bind("peer", request.peer())
                .bind("kind", request.kind())
                .bind("urgency", request.urgency().name())
                .bind("term", request.term().name())
                .bind("state", request.state().name())
                .bind("questions", request.questions())
                .bind("listDue", RequestList.due(request.feasibilityDue()))
                .bind("listOpened", RequestList.opened(request.openedAt()))
                .bind("concerns", request.concerns().map(CaseRef::value).orElse(null))
                .bind("openedAt", request.openedAt())
                .bindByType("acceptedAt", clocks.acceptedAt().orElse(null), Instant.class)
                .bindByType("receivedAt", clocks.receivedAt().orElse(null), Instant.class)
                .bindByType("feasibilityDue", request.feasibilityDue().orElse(null), Instant.class)
                .bindByType("indicatedAt", clocks.indicatedAt().orElse(null), Instant.class)
                .bindByType("watchedThrough", clocks.watchedThrough().orElse(null), Instant.class)
                .bindByType(
                        "nextWatchAt",
                        request.watches().stream().findFirst().map(Watch::at).orElse(null),
                        Instant.class)
                .bind("holdState", hold.map(Hold::state).map(HoldState::name).orElse(null))
                .bindByType("holdSince", hold.map(Hold::since).orElse(null), Instant.class)
                .bindByType("holdUntil", hold.map(Hold::until).orElse(null), Instant.class)
                .bind("nationalReference", request.nationalReference().orElse(null))
                .bind(
                        "handledBy",
                        request.handledBy()
                                .map(who -> keys.protect(request.caseRef(), HANDLED_BY, who))
                                .orElse(null))
                .bind("drill", request.drill())
                .bind("revision", request.revision());
    }

    @Override
    public Optional<RequestRecord> find(MessageId id) {
        RequestRecord known = met.get(id);
        return known == null ? stored(id) : Optional.of(known);
    }

    @Override
    public Optional<RequestRecord> again(RequestRecord found) {
        if (!met.containsKey(found.id())) {
            lookAgain(found);
        }
        return find(found.id());
    }

    /** With what whoever goes on with the request asks next: the key of its case, and how many lines its history has. */
    private void lookAgain(RequestRecord found) {
        handle.createQuery("""
                        SELECT wrapped, (SELECT COUNT(*) FROM history WHERE request_id = :id) AS lines
                        FROM request JOIN case_key USING (case_ref)
                        WHERE request_id = :id AND revision = :revision
                        """)
                .bind("id", found.id())
                .bind("revision", found.revision())
                .map(row -> {
                    keys.met(found.caseRef(), row.getColumn("wrapped", byte[].class));
                    history.met(found.id(), row.getColumn("lines", Integer.class));
                    return found;
                })
                .findOne()
                .ifPresent(unchanged -> met.put(unchanged.id(), unchanged));
    }

    private Optional<RequestRecord> stored(MessageId id) {
        return handle.createQuery("SELECT * FROM request WHERE request_id = :id")
                .bind("id", id)
                .map(this::request)
                .findOne();
    }

    @Override
    public Optional<RequestRecord> find(NetworkId network, CaseRef caseRef, ParticipantId peer) {
        // Mostly there is none, and the driver reads the names of all columns that it might have to show.
        return handle
                .createQuery("""
                        SELECT request_id FROM request WHERE case_ref = :case AND network = :network AND peer = :peer
                        """)
                .bind("case", caseRef)
                .bind("network", network)
                .bind("peer", peer)
                .mapTo(MessageId.class)
                .list()
                .stream()
                .flatMap(id -> find(id).stream())
                .max(OLDEST_FIRST);
    }

    @Override
    public List<RequestRecord> ofCase(CaseRef caseRef) {
        return handle
                .createQuery("SELECT * FROM request WHERE case_ref = :case")
                .bind("case", caseRef)
                .map(this::request)
                .list()
                .stream()
                .sorted(OLDEST_FIRST)
                .toList();
    }

    @Override
    public void link(CaseRef one, CaseRef other) {
        Set<CaseRef> all = new TreeSet<>(List.of(one, other));
        all.addAll(linked(one));
        all.addAll(linked(other));
        PreparedBatch batch = handle.prepareBatch(
                "INSERT INTO case_link (case_ref, other) VALUES (:case, :other) ON CONFLICT (case_ref, other) DO NOTHING");
        all.forEach(each -> all.stream()
                .filter(another -> !another.equals(each))
                .forEach(another ->
                        batch.bind("case", each).bind("other", another).add()));
    }

    @Override
    public List<CaseRef> linked(CaseRef caseRef) {
        return handle.createQuery("SELECT other FROM case_link WHERE case_ref = :case ORDER BY other")
                .bind("case", caseRef)
                .mapTo(CaseRef.class)
                .list();
    }

    @Override
    public List<RequestRecord> list(CaseQuery query, int most) {
        return new RequestList(handle, search, query).first(handle, most, this::request);
    }

    @Override
    public Optional<Instant> changedAt(MessageId request) {
        return history.newestOf(request);
    }

    @Override
    public List<RequestRecord> owingAcknowledgement() {
        return handle.createQuery("SELECT * FROM request WHERE state = :state AND sealed_handled_by IS NOT NULL")
                .bind("state", RequestState.RECEIVED.name())
                .map(this::request)
                .list();
    }

    @Override
    public List<RequestRecord> watchDue(Instant now, int most) {
        return handle.createQuery("""
                        SELECT * FROM request WHERE next_watch_at <= :now ORDER BY next_watch_at, request_id LIMIT :most
                        """)
                .bind("now", now)
                .bind("most", most)
                .map(this::request)
                .list();
    }

    @Override
    public Map<RequestState, Integer> counts() {
        Map<RequestState, Integer> counts = new EnumMap<>(RequestState.class);
        handle.createQuery(
                        "SELECT state, COUNT(*) AS requests FROM request WHERE state <> 'ACKNOWLEDGED' OR list_due < :never GROUP BY state")
                // What is acknowledged and has no clock is a notice that somebody has read.
                .bind("never", Long.MAX_VALUE)
                .map(row -> Map.entry(
                        RequestState.valueOf(row.getColumn("state", String.class)),
                        row.getColumn("requests", Integer.class)))
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }

    @Override
    public int overdue(Instant now) {
        return new SqliteTallies(handle).overdue(now);
    }

    @Override
    public int next(String series, int year) {
        return given.next(new SeriesRows.Series(series, year));
    }

    @Override
    public void happened(MessageId request, Happening happening) {
        history.add(request, caseOf(request), happening);
    }

    @Override
    public List<Happening> history(MessageId request) {
        return history.of(request, caseOf(request));
    }

    private CaseRef caseOf(MessageId request) {
        return find(request).orElseThrow().caseRef();
    }

    /** Reads a row that has all columns of a request. */
    RequestRecord request(StoreRow row) {
        CaseRef caseRef = row.getColumn("case_ref", CaseRef.class);
        MessageId id = row.getColumn("request_id", MessageId.class);
        RequestRecord request = new RequestRecord(
                id,
                row.getColumn("network", NetworkId.class),
                caseRef,
                Side.valueOf(row.getColumn("side", String.class)),
                row.getColumn("peer", ParticipantId.class),
                row.getColumn("kind", String.class),
                Header.Urgency.valueOf(row.getColumn("urgency", String.class)),
                Deadlines.Term.valueOf(row.getColumn("term", String.class)),
                RequestState.valueOf(row.getColumn("state", String.class)),
                row.getColumn("opened_at", Instant.class),
                new Clocks(
                        instant(row, "accepted_at"),
                        instant(row, "received_at"),
                        instant(row, "indicated_at"),
                        instant(row, "watched_through")),
                Optional.ofNullable(row.getColumn("national_reference", String.class)),
                Optional.ofNullable(row.getColumn("sealed_handled_by", byte[].class))
                        .map(who -> keys.revealText(caseRef, HANDLED_BY, who)),
                Optional.ofNullable(row.getColumn("hold_state", String.class))
                        .map(state -> new Hold(
                                HoldState.valueOf(state),
                                instant(row, "hold_since").orElseThrow(),
                                instant(row, "hold_until").orElseThrow())),
                row.getColumn("questions", Integer.class),
                Optional.ofNullable(row.getColumn("concerns", CaseRef.class)),
                row.getColumn("drill", Boolean.class),
                row.getColumn("revision", Long.class));
        met.put(id, request);
        return request;
    }

    private static Optional<Instant> instant(StoreRow row, String column) {
        return Optional.ofNullable(row.getColumn(column, Instant.class));
    }
}
