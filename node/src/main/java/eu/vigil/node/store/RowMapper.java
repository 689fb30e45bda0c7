package eu.vigil.node.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the row on which {@code row} stands.
 *
 * @param <R> what a row means
 */
@FunctionalInterface
interface RowMapper<R> {
    @Nullable
    R map(ResultSet row, PreparedSql statement) throws SQLException;
}
