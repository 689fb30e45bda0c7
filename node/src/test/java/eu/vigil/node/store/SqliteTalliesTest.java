package eu.vigil.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is counted every few seconds must cost little, however many requests there are. */
class SqliteTalliesTest {
    @TempDir
    Path folder;

    private List<String> plan(String question) {
        SqliteFile.opened(folder).close();
        try (Handle handle = SqliteFile.beside(folder)) {
            return handle.createQuery("EXPLAIN QUERY PLAN " + question.replace("<states>", "'SENT', 'RECEIVED'"))
                    .bind("now", 0)
                    .bind("side", "REQUESTED")
                    .map(row -> row.getColumn("detail", String.class))
                    .list();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SqliteTallies.REQUESTS,
                SqliteTallies.OVERDUE,
                SqliteTallies.FEASIBILITY_DUE,
                SqliteTallies.INCIDENTS
            })
    void requestsAndIncidentsAreCountedInAnIndexAlone(String question) {
        assertThat(plan(question)).singleElement().asString().contains("USING COVERING INDEX");
    }

    @ParameterizedTest
    @ValueSource(strings = {SqliteTallies.WAITING, SqliteTallies.OLDEST_ATTEMPTED})
    void ofTheOutboxOnlyWhatWaitsIsRead(String question) {
        assertThat(plan(question)).first().asString().contains("USING INDEX outbox_waiting");
    }
}
