package eu.vigil.node.cli;

import eu.vigil.node.logging.Visible;
import java.util.ArrayList;
import java.util.List;

/** Columns for a person: a line of headings, then rows, two spaces between; every cell made {@link Visible}. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these headings. */
    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException unless there is one cell a heading
     */
    public Table row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException("%d cells under %d headings"
                    .formatted(cells.length, rows.getFirst().size()));
        }
        List<String> row = new ArrayList<>(cells.length);
        for (String cell : cells) {
            row.add(Visible.of(cell));
        }
        rows.add(row);
        return this;
    }

    /** The lines, each ended by a line feed and without trailing blanks. */
    @Override
    public String toString() {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], length(row.get(column)));
            }
        }
        StringBuilder lines = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = row.get(column);
                line.append(cell).repeat(' ', widths[column] - length(cell)).append(GAP);
            }
            lines.append(line.toString().stripTrailing()).append('\n');
        }
        return lines.toString();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
