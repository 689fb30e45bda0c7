package eu.vigil.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.id.CaseRef;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

class HandleTest {
    @TempDir
    Path temporary;

    private Handle handle;
    private Handle other;

    @BeforeEach
    void open() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + temporary.resolve("things.db"));
        handle = Handle.open(source);
        other = Handle.open(source);
        handle.execute("CREATE TABLE thing (name TEXT, at BIGINT, content BLOB)");
        handle.execute("INSERT INTO thing (name) VALUES ('one'), ('two'), ('three')");
    }

    @AfterEach
    void close() {
        handle.close();
        other.close();
    }

    @Test
    void aStatementIsPreparedOnceForManyUses() {
        PreparedSql first = handle.take("SELECT name FROM thing");
        handle.giveBack(first);

        assertThat(names("SELECT name FROM thing")).hasSize(3);
        assertThat(handle.take("SELECT name FROM thing")).isSameAs(first);
    }

    /** Where SQLite has looked at a value to plan, it plans anew once the value is taken out: ten times what the statement itself costs. */
    @Test
    void aStatementThatIsUsedAgainIsNotPlannedAgain() throws SQLException {
        String sql = "SELECT one.name FROM thing AS one JOIN thing AS two USING (name) WHERE one.name = :name";
        assertThat(handle.createQuery(sql)
                        .bind("name", "one")
                        .mapTo(String.class)
                        .list())
                .containsExactly("one");
        AtomicLong steps = new AtomicLong();
        ProgressHandler.setHandler(handle.getConnection(), 1, new ProgressHandler() {
            @Override
            protected int progress() {
                steps.incrementAndGet();
                return 0;
            }
        });

        assertThat(handle.createQuery(sql)
                        .bind("name", "two")
                        .mapTo(String.class)
                        .list())
                .containsExactly("two");
        long again = steps.getAndSet(0);
        assertThat(handle.createQuery(sql + " AND TRUE")
                        .bind("name", "two")
                        .mapTo(String.class)
                        .list())
                .containsExactly("two");

        assertThat(again)
                .as("steps, of which a plan has its own")
                .isLessThan(steps.get())
                .isPositive();
    }

    @Test
    void ofTwoUsesAtOnceEachHasAStatementOfItsOwn() {
        String sql = "SELECT name FROM thing ORDER BY name";
        assertThat(handle.createQuery(sql)
                        .map((row, _) -> row.getString(1) + names(sql).getFirst())
                        .list())
                .containsExactly("oneone", "threeone", "twoone");
    }

    @Test
    void whatWasReadHoldsTheLogOfTheStoreNoLonger() {
        assertThat(names("SELECT name FROM thing")).isNotEmpty();
        other.execute("INSERT INTO thing (name) VALUES ('four')");

        assertThat(other.createQuery("PRAGMA wal_checkpoint(TRUNCATE)")
                        .map((row, _) -> row.getInt("busy"))
                        .one())
                .isZero();
    }

    @Test
    void manyDifferentStatementsAreNotAllKept() throws SQLException {
        PreparedSql first = handle.take("SELECT name FROM thing");
        handle.giveBack(first);
        for (int i = 0; i < 300; i++) {
            names("SELECT name, %d FROM thing".formatted(i));
        }

        assertThat(first.statement().isClosed()).isTrue();
    }

    @Test
    void allAreClosedWithTheirConnection() throws SQLException {
        PreparedSql first = handle.take("SELECT name FROM thing");
        handle.giveBack(first);
        handle.close();

        assertThat(first.statement().isClosed()).isTrue();
    }

    @Test
    void aValueStandsWhereverItIsNamedAndNotInATextThatLooksLikeIt() {
        assertThat(handle.createQuery("SELECT ':name' || :name || :more || :name AS text")
                        .bind("more", 7)
                        .bind("name", "one")
                        .map(row -> row.getColumn("text", String.class))
                        .one())
                .isEqualTo(":nameone7one");
    }

    @Test
    void aListStandsWithAllItsValues() {
        assertThat(handle.createQuery("SELECT name FROM thing WHERE name IN (<names>) AND name <> :not ORDER BY name")
                        .bind("not", "three")
                        .bindList("names", List.of("one", "three", "two"))
                        .mapTo(String.class)
                        .list())
                .containsExactly("one", "two");
    }

    @Test
    void aValueOfTheFieldComesBackAsItWasGiven() {
        Instant at = Instant.parse("2026-03-29T01:10:00.123456Z");
        ByteString content = ByteString.copyFromUtf8("content");
        handle.createUpdate("INSERT INTO thing (name, at, content) VALUES (:name, :at, :content)")
                .bind("name", new CaseRef("BE-2026-000001"))
                .bindByType("at", at, Instant.class)
                .bind("content", content)
                .execute();
        List<Object> read = new ArrayList<>();
        handle.createQuery("SELECT * FROM thing WHERE at = :at")
                .bind("at", at)
                .map(row -> {
                    read.add(row.getColumn("name", CaseRef.class));
                    read.add(row.getColumn("at", Instant.class));
                    read.add(row.getColumn("content", ByteString.class));
                    return true;
                })
                .one();

        assertThat(read).containsExactly(new CaseRef("BE-2026-000001"), at, content);
        assertThat(handle.createQuery("SELECT max(at) FROM thing WHERE name = 'one'")
                        .mapTo(Instant.class)
                        .findOne())
                .isEmpty();
    }

    @Test
    void whatIsNamedAndNotGivenIsADefectAndNotANull() {
        Query query = handle.createQuery("SELECT :given || :forgotten").bind("given", "x");

        assertThatThrownBy(() -> query.mapTo(String.class).findOne())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("forgotten");
    }

    @Test
    void severalRowsInThePlaceOfOneAreADefect() {
        assertThatThrownBy(() -> handle.createQuery("SELECT name FROM thing")
                        .mapTo(String.class)
                        .findOne())
                .hasMessageContaining("several rows");
        assertThatThrownBy(() -> handle.createQuery("SELECT name FROM thing WHERE name = 'five'")
                        .mapTo(String.class)
                        .one())
                .hasMessageContaining("no row");
    }

    @Test
    void aTransactionThatThrowsLeavesNothing() {
        assertThatThrownBy(() -> handle.inTransaction(() -> {
                    handle.createUpdate("DELETE FROM thing").execute();
                    throw new IllegalStateException("a defect");
                }))
                .hasMessage("a defect");

        assertThat(handle.isInTransaction()).isFalse();
        assertThat(names("SELECT name FROM thing")).hasSize(3);
    }

    private List<String> names(String sql) {
        return handle.createQuery(sql).mapTo(String.class).list();
    }
}
