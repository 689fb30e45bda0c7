package eu.vigil.config;

import eu.vigil.config.key.Origin;
import java.util.Comparator;

/** The order in which people read problems: file by file from its top, then the environment, then the command line. */
record Place(int layer, String name, int line) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::layer).thenComparing(Place::name).thenComparingInt(Place::line);

    static Place of(Origin origin) {
        return switch (origin) {
            case Origin.File(var path, int line) -> new Place(path.getNameCount() + 1, path.toString(), line);
            case Origin.Variable(String name) -> new Place(Integer.MAX_VALUE - 2, name, 0);
            case Origin.Property(String name) -> new Place(Integer.MAX_VALUE - 1, name, 0);
            case Origin.Default() -> new Place(0, "", 0);
        };
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
