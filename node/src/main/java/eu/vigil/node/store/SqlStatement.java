package eu.vigil.node.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * SQL and the values for it.
 *
 * @param <S> itself
 */
abstract class SqlStatement<S extends SqlStatement<S>> {
    /** As many as the widest table has columns, so that they need not grow. */
    private static final int VALUES = 32;

    private final Handle handle;
    private final List<String> names = new ArrayList<>(VALUES);
    private final List<@Nullable Object> values = new ArrayList<>(VALUES);
    private String sql;

    SqlStatement(Handle handle, String sql) {
        this.handle = handle;
        this.sql = sql;
    }

    abstract S self();

    final String sql() {
        return sql;
    }

    /** Puts a value wherever {@code :name} stands. */
    final S bind(String name, @Nullable Object value) {
        names.add(name);
        values.add(value);
        return self();
    }

    /** The same for a value that may be missing, whatever type it would be of. */
    final S bindByType(String name, @Nullable Object value, Class<?> type) {
        return bind(name, value == null ? null : type.cast(value));
    }

    /** Puts each value wherever its name stands. */
    final S bindAll(Map<String, ?> named) {
        named.forEach(this::bind);
        return self();
    }

    /** Puts a list of values where {@code <name>} stands. */
    final S bindList(String name, Collection<?> list) {
        StringJoiner places = new StringJoiner(", ");
        int number = 0;
        for (Object each : list) {
            String place = name + number++;
            places.add(":" + place);
            bind(place, each);
        }
        sql = sql.replace("<" + name + ">", places.toString());
        return self();
    }

    /** What is done with the statement, once its values stand in it. */
    @FunctionalInterface
    interface Work<A> {
        A with(PreparedSql prepared) throws SQLException;
    }

    /** A statement that failed is not used again. */
    final <A> A run(Work<A> work) {
        PreparedSql prepared = handle.take(sql);
        boolean done = false;
        try {
            prepared.bind(names, values);
            A answer = work.with(prepared);
            done = true;
            return answer;
        } catch (SQLException e) {
            throw new StoreFault(sql, e);
        } finally {
            if (done) {
                handle.giveBack(prepared);
            } else {
                prepared.discard();
            }
        }
    }

    final void forget() {
        names.clear();
        values.clear();
    }
}
