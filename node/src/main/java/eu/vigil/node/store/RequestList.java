package eu.vigil.node.store;

import eu.vigil.node.casework.CaseQuery;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.casework.SearchWords;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The list of requests as SQL: those with the least time left first, then the newest. Whatever is asked of those whose clock does not
 * run, the rarest thing asked for leads, through an index that has the list's order, so that a page costs about its own rows however
 * many there are. What leads is said to the database by a plus before everything else, which it then does not look for in an index.
 */
final class RequestList {
    /** What there is less of is rare: to count so far, and to sort so many, takes a few milliseconds. */
    private static final int RARE_MAX = 5000;

    private static final String WORD = "word";

    private static final long NEVER = Long.MAX_VALUE;
    /** As an index of its own is declared. */
    private static final String RUNNING = "list_due < %d".formatted(NEVER);

    /** One statement; the pages of both, one after the other, are the list. */
    record Part(List<String> conditions, Map<String, Object> values) {
        String sql() {
            return "SELECT * FROM request WHERE %s ORDER BY list_due, list_opened, request_id LIMIT :most"
                    .formatted(String.join(" AND ", conditions));
        }
    }

    private final CaseQuery query;
    private final Map<String, Object> columns = new LinkedHashMap<>();
    private final Optional<byte[]> code;
    private final String lead;

    /** Asks the database what is rare, if there is a choice. */
    RequestList(Handle handle, SearchKey search, CaseQuery query) {
        this.query = query;
        query.state().ifPresent(state -> columns.put("state", state.name()));
        query.peer().map(ParticipantId::value).ifPresent(peer -> columns.put("peer", peer));
        query.kind().ifPresent(kind -> columns.put("kind", kind));
        query.urgency().ifPresent(urgency -> columns.put("urgency", urgency.name()));
        query.side().ifPresent(side -> columns.put("side", side.name()));
        this.code = query.word().map(word -> search.code(SearchWords.normal(word)));
        this.lead = columns.size() == 1 && code.isEmpty()
                ? columns.keySet().iterator().next()
                : rarest(handle);
    }

    /** What there is least of; nothing if that is only a word that stands in very many cases. */
    private String rarest(Handle handle) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        columns.keySet().forEach(column -> counts.put(column, count(handle, column)));
        code.ifPresent(_ -> counts.put(WORD, count(handle, WORD)));
        return counts.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .filter(rare -> !rare.getKey().equals(WORD) || rare.getValue() < RARE_MAX)
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** How much of it there is, as far as it matters. */
    private int count(Handle handle, String asked) {
        String table = asked.equals(WORD) ? "search_row WHERE code = :it" : "request WHERE %s = :it".formatted(asked);
        return handle.createQuery("SELECT COUNT(*) FROM (SELECT 1 FROM %s LIMIT :most)".formatted(table))
                .bindAll(Map.of("it", asked.equals(WORD) ? code.orElseThrow() : columns.get(asked), "most", RARE_MAX))
                .mapTo(Integer.class)
                .one();
    }

    List<RequestRecord> first(Handle handle, int most, Function<StoreRow, RequestRecord> row) {
        List<RequestRecord> found = new ArrayList<>();
        for (Part part : parts()) {
            if (found.size() < most) {
                found.addAll(handle.createQuery(part.sql())
                        .bindAll(part.values())
                        .bind("most", most - found.size())
                        .map(row)
                        .list());
            }
        }
        return found;
    }

    /** Those whose clock runs come first: they are few. Of the others the list's order is the order of days. */
    List<Part> parts() {
        boolean runs = query.after().map(after -> after.due().isPresent()).orElse(true);
        return runs ? List.of(running(), settled()) : List.of(settled());
    }

    /** An index of its own holds whatever is asked of them, so that in a flood too nothing else is read. */
    private Part running() {
        Part part = part(RUNNING, "", "+list_opened");
        query.after().flatMap(CaseQuery.Place::due).ifPresent(due -> {
            part.conditions().add("(list_due, list_opened, request_id) > (:due, :opened, :after)");
            part.values().put("due", StoreTypes.micros(due));
            after(part);
        });
        return part;
    }

    private Part settled() {
        Part part = part("list_due = %d".formatted(NEVER), lead, "list_opened");
        query.after().filter(after -> after.due().isEmpty()).ifPresent(_ -> {
            part.conditions().add("(list_opened, request_id) > (:opened, :after)");
            after(part);
        });
        return part;
    }

    private void after(Part part) {
        CaseQuery.Place after = query.after().orElseThrow();
        part.values().put("opened", opened(after.openedAt()));
        part.values().put("after", after.id().bytes().toByteArray());
    }

    private Part part(String which, String leading, String day) {
        boolean byWord = lead.equals(WORD);
        List<String> conditions = new ArrayList<>();
        conditions.add(byWord ? "+" + which : which);
        Map<String, Object> values = new LinkedHashMap<>(columns);
        columns.keySet()
                .forEach(column ->
                        conditions.add("%s%s = :%s".formatted(column.equals(leading) ? "" : "+", column, column)));
        code.ifPresent(word -> {
            conditions.add(
                    byWord
                            ? "case_ref IN (SELECT case_ref FROM search_row WHERE code = :code)"
                            : "EXISTS (SELECT 1 FROM search_row WHERE code = :code AND search_row.case_ref = request.case_ref)");
            values.put("code", word);
        });
        query.since().ifPresent(since -> {
            conditions.add(day + " <= :since");
            values.put("since", opened(since));
        });
        query.until().ifPresent(until -> {
            conditions.add(day + " > :until");
            values.put("until", opened(until));
        });
        return new Part(conditions, values);
    }

    /** Ascends with the time that is left; those whose clock does not run come last. */
    static long due(Optional<Instant> due) {
        return due.map(StoreTypes::micros).orElse(NEVER);
    }

    /** Ascends from the newest to the oldest. */
    static long opened(Instant openedAt) {
        return -StoreTypes.micros(openedAt);
    }
}
