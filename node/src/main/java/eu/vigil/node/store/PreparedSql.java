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
    private final String[] names;
    /** Which of the values given last stood at each place: whoever writes a statement gives its values in the same order each time. */
    private final int[] order;
    /** Found by the driver once; the tables do not change while the store is open. */
    private final Map<String, Integer> columns = new HashMap<>();

    PreparedSql(String sql, PreparedStatement statement, List<String> names) {
        this.sql = sql;
        this.statement = statement;
        this.names = names.toArray(String[]::new);
        this.order = new int[this.names.length];
    }

    String sql() {
        return sql;
    }

    PreparedStatement statement() {
        return statement;
    }

    /** Puts each value wherever it is named. */
    void bind(List<String> named, List<@Nullable Object> values) throws SQLException {
        for (int place = 0; place < names.length; place++) {
            StoreTypes.bind(statement, place + 1, values.get(given(place, named)));
        }
    }

    private int given(int place, List<String> named) {
        String name = names[place];
        int last = order[place];
        if (last < named.size() && named.get(last).equals(name)) {
            return last;
        }
        int given = named.indexOf(name);
        if (given < 0) {
            throw new IllegalArgumentException("no value for %s: %s".formatted(name, sql));
        }
        order[place] = given;
        names[place] = named.get(given); // the very same text, which is compared at once
        return given;
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
