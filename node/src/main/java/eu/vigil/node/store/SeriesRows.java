package eu.vigil.node.store;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Numbers that are given one after the other, each once, by series and year. Each message of a flood takes one: where they stand is written
 * once for all that a transaction gives.
 *
 * @param newest as far as it is known
 * @param given from in this transaction
 */
record SeriesRows(Handle handle, Map<Series, Integer> newest, Set<Series> given) {
    /** Numbers of one year. */
    record Series(String name, int year) {}

    SeriesRows(Handle handle, Map<Series, Integer> newest) {
        this(handle, newest, new HashSet<>());
    }

    /** The next number; the first of a year is 1. */
    int next(Series series) {
        Integer known = newest.get(series);
        int next = 1 + (known == null ? stored(series) : known);
        newest.put(series, next);
        given.add(series);
        return next;
    }

    private int stored(Series series) {
        return handle.createQuery("SELECT newest FROM series WHERE name = :name AND year = :year")
                .bind("name", series.name())
                .bind("year", series.year())
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    void write() {
        for (Series series : given) {
            handle.createUpdate("""
                            INSERT INTO series (name, year, newest) VALUES (:name, :year, :newest)
                            ON CONFLICT (name, year) DO UPDATE SET newest = excluded.newest
                            """)
                    .bind("name", series.name())
                    .bind("year", series.year())
                    .bind("newest", newest.get(series))
                    .execute();
        }
        given.clear();
    }
}
