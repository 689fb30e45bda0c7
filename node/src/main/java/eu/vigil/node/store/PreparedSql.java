package eu.vigil.node.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A statement that the database has read, with the places of its values and of its columns. */
final class PreparedSql {
    private final String sql;
    private final PreparedStatement statement;
    /** Of the value at each place. */
    private final List<String> names;
    /** Found by the driver once; the tables do not change while the store is open. */
    private final Map<String, Integer> columns = new HashMap<>();

    PreparedSql(String sql, PreparedStatement statement, List<String> names) {
        this.sql = sql;
        this.statement = statement;
        this.names = List.copyOf(names);
    }

    String sql() {
        return sql;
    }

    PreparedStatement statement() {
        return statement;
    }

    /** Puts each value wherever it is named. */
    void bind(List<String> named, List<@Nullable Object> values) throws SQLException {
        for (int place = 0; place < names.size(); place++) {
            int given = named.indexOf(names.get(place));
            if (given < 0) {
                throw new IllegalArgumentException("no value for %s: %s".formatted(names.get(place), sql));
            }
            StoreTypes.bind(statement, place + 1, values.get(given));
        }
    }

    int column(ResultSet row, String name) throws SQLException {
        Integer known = columns.get(name);
        if (known == null) {
            known = row.findColumn(name);
            columns.put(name, known);
        }
        return known;
    }

    void discard() {
        try {
            statement.close();
        } catch (SQLException e) {
            throw new StoreFault(sql, e);
        }
    }
}
