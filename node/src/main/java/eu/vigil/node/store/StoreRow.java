package eu.vigil.node.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A row by the names of its columns. */
record StoreRow(ResultSet row, PreparedSql statement) {
    /** The column's value, null if it has none. */
    <V> @Nullable V getColumn(String name, Class<V> type) {
        try {
            return StoreTypes.read(row, statement.column(row, name), type);
        } catch (SQLException e) {
            throw new StoreFault("column %s of %s".formatted(name, statement.sql()), e);
        }
    }
}
