package eu.vigil.node.store;

import java.util.function.Function;

/** A question to the store. */
final class Query extends SqlStatement<Query> {
    Query(Handle handle, String sql) {
        super(handle, sql);
    }

    @Override
    Query self() {
        return this;
    }

    /** The answer with each row as {@code mapper} reads it. */
    <R> Rows<R> map(RowMapper<R> mapper) {
        return new Rows<>(this, mapper);
    }

    /** The same by the names of columns. */
    <R> Rows<R> map(Function<StoreRow, R> each) {
        return map((row, statement) -> each.apply(new StoreRow(row, statement)));
    }

    /** The answer's first column. */
    <R> Rows<R> mapTo(Class<R> type) {
        return map((row, _) -> StoreTypes.read(row, 1, type));
    }
}
