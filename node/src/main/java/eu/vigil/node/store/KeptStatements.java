package eu.vigil.node.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps the statements of one connection prepared: SQLite takes longer to read most of them than to carry them out. Only for the
 * connection's own thread.
 */
final class KeptStatements extends DefaultStatementBuilder {
    /** More than the rooms have; lists of several lengths make several statements of one. */
    private static final int KEPT_MAX = 256;

    /** Those that nobody uses now, the longest unused first. */
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

    private final Map<Statement, String> used = new IdentityHashMap<>();

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        PreparedStatement kept = idle.remove(sql);
        PreparedStatement statement = kept == null ? super.create(connection, sql, context) : kept;
        used.put(statement, sql);
        return statement;
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        // JDBI names it here by the text with its names, and when it was made by the text with question marks.
        String prepared = used.remove(statement);
        if (prepared == null || !(statement instanceof PreparedStatement kept) || idle.containsKey(prepared)) {
            statement.close();
            return;
        }
        // What was bound is forgotten at once: it may be of a case.
        kept.clearBatch();
        kept.clearParameters();
        idle.put(prepared, kept);
        if (idle.size() > KEPT_MAX) {
            idle.remove(idle.keySet().iterator().next()).close();
        }
    }

    @Override
    public void close(Connection connection) {
        idle.values().forEach(KeptStatements::close);
        idle.clear();
    }

    private static void close(PreparedStatement statement) {
        try {
            statement.close();
        } catch (SQLException e) {
            throw new IllegalStateException("a statement could not be closed", e);
        }
    }
}
