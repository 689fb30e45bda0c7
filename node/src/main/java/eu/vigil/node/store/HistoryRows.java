package eu.vigil.node.store;

import eu.vigil.node.casework.Happening;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The histories of requests in SQL.
 *
 * @param added the lines that this transaction adds
 * @param counts how many lines there are of a request, as far as that is known
 */
record HistoryRows(Handle handle, CaseKeys keys, Insertions added, Map<MessageId, Integer> counts) {
    static final Insertions.Table TABLE = Insertions.Table.of(
            "history", "request_id", "line", "at", "what", "sealed_who", "sealed_detail", "message_id");

    private static final String WHO = "history.who";
    private static final String DETAIL = "history.detail";

    /** Of a request that is new: nobody need look what there is. */
    void begin(MessageId request) {
        counts.put(request, 0);
    }

    /** What the store has of a request of which this transaction has added nothing. */
    void met(MessageId request, int lines) {
        counts.putIfAbsent(request, lines);
    }

    void add(MessageId request, CaseRef caseRef, Happening happening) {
        Integer known = counts.get(request);
        int line = 1 + (known == null ? count(request) : known);
        counts.put(request, line);
        added.add(
                request,
                line,
                happening.at(),
                happening.what().name(),
                happening.who().map(who -> keys.protect(caseRef, WHO, who)).orElse(null),
                keys.protect(caseRef, DETAIL, happening.detail()),
                happening.message().orElse(null));
    }

    private int count(MessageId request) {
        added.writeIfNamed(request);
        return handle.createQuery("SELECT COUNT(*) FROM history WHERE request_id = :id")
                .bind("id", request)
                .mapTo(Integer.class)
                .one();
    }

    List<Happening> of(MessageId request, CaseRef caseRef) {
        added.writeIfNamed(request);
        return handle.createQuery("SELECT * FROM history WHERE request_id = :id ORDER BY line")
                .bind("id", request)
                .map(row -> new Happening(
                        row.getColumn("at", Instant.class),
                        Happening.What.valueOf(row.getColumn("what", String.class)),
                        Optional.ofNullable(row.getColumn("sealed_who", byte[].class))
                                .map(who -> keys.revealText(caseRef, WHO, who)),
                        keys.revealText(caseRef, DETAIL, row.getColumn("sealed_detail", byte[].class)),
                        Optional.ofNullable(row.getColumn("message_id", MessageId.class))))
                .list();
    }

    Optional<Instant> newestOf(MessageId request) {
        added.writeIfNamed(request);
        return handle.createQuery("SELECT at FROM history WHERE request_id = :id ORDER BY line DESC LIMIT 1")
                .bind("id", request)
                .mapTo(Instant.class)
                .findOne();
    }
}
