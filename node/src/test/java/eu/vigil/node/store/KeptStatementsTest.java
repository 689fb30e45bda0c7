package eu.vigil.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptStatementsTest {
    @TempDir
    Path folder;

    private Handle handle;
    private Handle other;

    @BeforeEach
    void open() {
        Jdbi jdbi = Jdbi.create("jdbc:sqlite:%s?journal_mode=WAL".formatted(folder.resolve("kept.db")))
                .setStatementBuilderFactory(_ -> new KeptStatements());
        handle = jdbi.open();
        other = jdbi.open();
        handle.execute("CREATE TABLE thing (name TEXT)");
        handle.execute("INSERT INTO thing VALUES ('one'), ('two'), ('three')");
    }

    @AfterEach
    void close() {
        handle.close();
        other.close();
    }

    @Test
    void aStatementIsPreparedOnceForManyUses() throws Exception {
        Statement first = used("SELECT name FROM thing WHERE name = :name", "one");

        assertThat(used("SELECT name FROM thing WHERE name = :name", "two")).isSameAs(first);
        assertThat(first.isClosed()).isFalse();
    }

    @Test
    void ofTwoUsesAtOnceEachHasAStatementOfItsOwn() {
        String sql = "SELECT name FROM thing ORDER BY name";
        assertThat(handle.createQuery(sql)
                        .map((row, _) -> row.getString(1)
                                + handle.createQuery(sql)
                                        .mapTo(String.class)
                                        .findFirst()
                                        .orElseThrow())
                        .list())
                .containsExactly("oneone", "threeone", "twoone");
    }

    @Test
    void whatWasReadInPartHoldsTheLogOfTheStoreNoLonger() {
        handle.createQuery("SELECT name FROM thing").mapTo(String.class).findFirst();
        other.execute("INSERT INTO thing VALUES ('four')");

        assertThat(other.createQuery("PRAGMA wal_checkpoint(TRUNCATE)")
                        .map((row, _) -> row.getInt("busy"))
                        .one())
                .isZero();
    }

    @Test
    void manyDifferentStatementsAreNotAllKept() throws Exception {
        Statement first = used("SELECT name FROM thing WHERE name = :name", "one");
        for (int i = 0; i < 300; i++) {
            used("SELECT name, %d FROM thing WHERE name = :name".formatted(i), "one");
        }

        assertThat(first.isClosed()).isTrue();
    }

    @Test
    void allAreClosedWithTheirConnection() throws Exception {
        Statement kept = used("SELECT name FROM thing WHERE name = :name", "one");
        handle.close();

        assertThat(kept.isClosed()).isTrue();
    }

    private Statement used(String sql, String name) {
        try (Query query = handle.createQuery(sql)) {
            assertThat(query.bind("name", name)
                            .map((row, _) -> row.getString(1))
                            .one())
                    .isEqualTo(name);
            return query.getContext().getStatement();
        }
    }
}
