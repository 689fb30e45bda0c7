package eu.vigil.node.store;

import eu.vigil.node.casework.SearchRows;
import eu.vigil.node.casework.SearchWords;
import eu.vigil.protocol.id.CaseRef;
import java.util.List;
import java.util.Set;

/** Search rows in SQL. They are deleted with their case. */
record SqliteSearchRows(Handle handle, SqliteMessages messages, SearchKey key) implements SearchRows {
    @Override
    public List<Unsearched> unsearched(int most) {
        return messages.unsearched(most);
    }

    @Override
    public void keep(Unsearched waiting, Set<String> words) {
        CaseRef caseRef = waiting.message().caseRef().orElseThrow();
        if (!words.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch(
                    "INSERT INTO search_row (code, case_ref) VALUES (:code, :case) ON CONFLICT (code, case_ref) DO NOTHING");
            words.forEach(word ->
                    batch.bind("code", key.code(word)).bind("case", caseRef).add());
        }
        handle.createUpdate("DELETE FROM search_waiting WHERE waiting_number = :number")
                .bind("number", waiting.number())
                .execute();
    }

    @Override
    public List<CaseRef> find(String word) {
        return handle.createQuery("SELECT case_ref FROM search_row WHERE code = :code ORDER BY case_ref")
                .bind("code", key.code(SearchWords.normal(word)))
                .mapTo(CaseRef.class)
                .list();
    }
}
