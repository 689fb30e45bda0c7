package eu.vigil.node.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultSetException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * A row by the names of its columns. JDBI's own would compare every name with every column of every row, letter by letter and in capitals;
 * here the driver finds them, once a statement.
 */
record StoreRow(ResultSet row, StatementContext context) {
    /** A mapper for JDBI. */
    static <R> RowMapper<R> mapped(Function<StoreRow, R> each) {
        return (row, context) -> each.apply(new StoreRow(row, context));
    }

    /** The column's value, null if it has none. */
    <V> @Nullable V getColumn(String name, Class<V> type) {
        try {
            return StoreTypes.read(row, row.findColumn(name), type);
        } catch (SQLException e) {
            throw new ResultSetException("column " + name, e, context);
        }
    }
}
