package eu.vigil.node.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/**
 * One connection to the store, and its statements. They stay prepared: SQLite takes longer to read most of them than to carry them out.
 * Only for one thread at a time.
 */
final class Handle implements AutoCloseable {
    /** More than the rooms have; lists of several lengths make several statements of one. */
    private static final int KEPT_MAX = 256;

    private final Connection connection;
    /** Those that nobody uses now, the longest unused first. */
    private final Map<String, PreparedSql> idle = new LinkedHashMap<>();

    private Handle(Connection connection) {
        this.connection = connection;
    }

    static Handle open(DataSource source) {
        try {
            return new Handle(source.getConnection());
        } catch (SQLException e) {
            throw new StoreFault("the store cannot be opened", e);
        }
    }

    /** A question, whose values are named {@code :name} and whose lists {@code <name>}. */
    Query createQuery(String sql) {
        return new Query(this, sql);
    }

    /** A change, whose values are named {@code :name}. */
    Update createUpdate(String sql) {
        return new Update(this, sql);
    }

    /** A change to be made again and again with other values. */
    PreparedBatch prepareBatch(String sql) {
        return new PreparedBatch(this, sql);
    }

    /** Carries out, once, what needs no values. */
    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new StoreFault(sql, e);
        }
    }

    PreparedSql take(String sql) {
        PreparedSql kept = idle.remove(sql);
        if (kept != null) {
            return kept;
        }
        List<String> names = new ArrayList<>();
        String text = NamedSql.read(sql, names::add);
        try {
            PreparedStatement statement = connection.prepareStatement(text);
            return new PreparedSql(sql, statement, names);
        } catch (SQLException e) {
            throw new StoreFault(sql, e);
        }
    }

    /**
     * The driver forgets what was bound. SQLite keeps it until other values are bound: to take them out would make it plan anew each
     * statement that it has planned with a look at one (a join, a partial index), which takes ten times as long as to carry it out.
     */
    void giveBack(PreparedSql used) {
        try {
            used.statement().clearBatch();
        } catch (SQLException e) {
            throw new StoreFault(used.sql(), e);
        }
        PreparedSql twin = idle.put(used.sql(), used);
        if (twin != null) {
            twin.discard();
        }
        if (idle.size() > KEPT_MAX) {
            idle.remove(idle.keySet().iterator().next()).discard();
        }
    }

    void begin() {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new StoreFault("begin", e);
        }
    }

    /** Ends the transaction, also when it throws: then nothing of it is kept, unless the fault came from the disk's sync. */
    void commit() {
        try {
            // Not the driver's own commit: it begins another transaction at once, which can fail when this one is safe.
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            StoreFault fault = new StoreFault("commit", e);
            try {
                takeBack();
            } catch (SQLException more) {
                fault.addSuppressed(more);
            }
            throw fault;
        }
    }

    /** Takes back what was begun and not committed. */
    void rollback() {
        if (!isInTransaction()) {
            return;
        }
        try {
            takeBack();
        } catch (SQLException e) {
            throw new StoreFault("rollback", e);
        } finally {
            ended();
        }
    }

    /** Without room SQLite takes a transaction back by itself; to ask it again does no harm. */
    private void takeBack() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            if (e.getErrorCode() != SQLiteErrorCode.SQLITE_ERROR.code) {
                throw e;
            }
        }
    }

    /** The driver would commit, and finds that there is nothing to. */
    private void ended() {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException _) {
            return;
        }
    }

    boolean isInTransaction() {
        try {
            return !connection.getAutoCommit();
        } catch (SQLException e) {
            throw new StoreFault("a closed store", e);
        }
    }

    /** Looks at one state of the store. */
    <A> A inTransaction(Supplier<? extends A> question) {
        begin();
        boolean ended = false;
        try {
            A answer = question.get();
            ended = true;
            commit();
            return answer;
        } finally {
            if (!ended) {
                rollback();
            }
        }
    }

    /** Rows that this connection has written since it was opened. */
    long changes() {
        try {
            return connection.unwrap(SQLiteConnection.class).getDatabase().total_changes();
        } catch (SQLException e) {
            throw new StoreFault("changes", e);
        }
    }

    Connection getConnection() {
        return connection;
    }

    @Override
    public void close() {
        idle.values().forEach(PreparedSql::discard);
        idle.clear();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreFault("the store cannot be closed", e);
        }
    }
}
