package eu.vigil.node.store;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question, asked when somebody wants it.
 *
 * @param query with all its values
 * @param mapper reads a row
 * @param <R> what a row means
 */
record Rows<R>(Query query, RowMapper<R> mapper) {
    List<R> list() {
        return query.run(prepared -> {
            List<R> all = new ArrayList<>();
            try (ResultSet row = prepared.statement().executeQuery()) {
                while (row.next()) {
                    all.add(mapper.map(row, prepared));
                }
            }
            return all;
        });
    }

    void forEach(Consumer<? super R> each) {
        list().forEach(each);
    }

    /** The only row; empty if there is none or it is null, a defect if there are several. */
    Optional<R> findOne() {
        return Optional.ofNullable(atMostOne(false));
    }

    /** The only row, without which the store is not what it should be. */
    R one() {
        R found = atMostOne(true);
        if (found == null) {
            throw new IllegalStateException("null in place of a value: " + query.sql());
        }
        return found;
    }

    private @Nullable R atMostOne(boolean atLeastOne) {
        return query.<Optional<R>>run(prepared -> {
                    try (ResultSet row = prepared.statement().executeQuery()) {
                        if (!row.next()) {
                            if (atLeastOne) {
                                throw new IllegalStateException("no row: " + prepared.sql());
                            }
                            return Optional.empty();
                        }
                        R found = mapper.map(row, prepared);
                        if (row.next()) {
                            throw new IllegalStateException("several rows where one was expected: " + prepared.sql());
                        }
                        return Optional.ofNullable(found);
                    }
                })
                .orElse(null);
    }
}
