package eu.vigil.config.key;

import java.util.ArrayList;
import java.util.List;

/** Every key that a shape knows, in the order of its records. */
public final class Manual {
    private Manual() {}

    /**
     * One key.
     *
     * @param path with {@code <name>} for a name of the file's choice and {@code []} for a list's element
     * @param key its declaration
     * @param shape what stands there
     * @param optional whether it may be left out without a default
     */
    public record Entry(String path, Key key, Shape shape, boolean optional) {}

    /** All keys, sections before what is in them. */
    public static List<Entry> entries(Shape.Section root) {
        List<Entry> entries = new ArrayList<>();
        add(entries, root, "");
        return List.copyOf(entries);
    }

    private static void add(List<Entry> entries, Shape.Section section, String prefix) {
        for (Shape.Member member : section.members()) {
            String path = prefix.isEmpty() ? member.name() : prefix + "." + member.name();
            entries.add(new Entry(path, member.key(), member.shape(), member.mayBeAbsent()));
            below(entries, member.shape(), path);
        }
    }

    private static void below(List<Entry> entries, Shape shape, String path) {
        switch (shape) {
            case Shape.Scalar _ -> {}
            case Shape.Section section -> add(entries, section, path);
            case Shape.Many many -> below(entries, many.element(), path + "[]");
            case Shape.Named named -> below(entries, named.value(), path + ".<name>");
        }
    }
}
