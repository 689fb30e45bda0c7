package eu.vigil.node.store;

import eu.vigil.protocol.id.MessageId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table that a transaction adds: written together when somebody wants to read them, and at its end. A statement costs more
 * than the row that it writes.
 */
final class Insertions {
    /**
     * A table and what is given of each row.
     *
     * @param names of the values of each row of a statement
     * @param inserts by the number of rows
     */
    record Table(List<List<String>> names, List<String> inserts) {
        /** Rows of one statement. */
        private static final int ROWS_MAX = 16;

        static Table of(String table, String... columns) {
            return of(table, "", columns);
        }

        /** A row takes the place of the one that has these values already. */
        static Table replacing(List<String> key, String table, String... columns) {
            String changes = Arrays.stream(columns)
                    .filter(column -> !key.contains(column))
                    .map(column -> "%s = excluded.%s".formatted(column, column))
                    .collect(Collectors.joining(", "));
            return of(table, " ON CONFLICT (%s) DO UPDATE SET %s".formatted(String.join(", ", key), changes), columns);
        }

        private static Table of(String table, String end, String[] columns) {
            List<List<String>> names = IntStream.range(0, ROWS_MAX)
                    .mapToObj(row -> Arrays.stream(columns)
                            .map(column -> "%s%d".formatted(column.replace("_", ""), row))
                            .toList())
                    .toList();
            String start = "INSERT INTO %s (%s) VALUES ".formatted(table, String.join(", ", columns));
            return new Table(
                    names,
                    IntStream.rangeClosed(0, ROWS_MAX)
                            .mapToObj(rows -> names.subList(0, rows).stream()
                                    .map(row -> "(:%s)".formatted(String.join(", :", row)))
                                    .collect(Collectors.joining(", ", start, end)))
                            .toList());
        }
    }

    private final Handle handle;
    private final Table table;
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    /** What they name: each unit of a batch asks, and to walk over all of them for each took an eighth of the journal's time. */
    private final Set<MessageId> named = new HashSet<>();

    Insertions(Handle handle, Table table) {
        this.handle = handle;
        this.table = table;
    }

    /** Adds a row: its values in the order of the table's columns. */
    void add(@Nullable Object... row) {
        rows.add(row);
        for (Object value : row) {
            if (value instanceof MessageId id) {
                named.add(id);
            }
        }
    }

    /** Writes what was added if a row names this message or request: no other is found by it. */
    void writeIfNamed(MessageId id) {
        if (named.contains(id)) {
            write();
        }
    }

    /** Writes what was added. */
    void write() {
        for (int from = 0; from < rows.size(); from += Table.ROWS_MAX) {
            int to = Math.min(from + Table.ROWS_MAX, rows.size());
            Update insert = handle.createUpdate(table.inserts().get(to - from));
            for (int row = from; row < to; row++) {
                for (int column = 0; column < rows.get(row).length; column++) {
                    insert.bind(table.names().get(row - from).get(column), rows.get(row)[column]);
                }
            }
            insert.execute();
        }
        rows.clear();
        named.clear();
    }
}
