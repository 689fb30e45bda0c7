package eu.vigil.config.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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
     * @param reloads whether a running node takes a new value
     */
    public record Entry(String path, Key key, Shape shape, boolean optional, boolean reloads) {
        /** True if this is the entry of a whole key as it stands in a file: {@code escalation.rotas.duty.overrides[0].from}. */
        boolean isOf(String whole) {
            String form = Pattern.quote(path).replace("[]", "\\E\\[[0-9]+]\\Q").replace("<name>", "\\E[^.]+\\Q");
            return whole.matches(form);
        }
    }

    /** All keys, sections before what is in them. */
    public static List<Entry> entries(Shape.Section root) {
        List<Entry> entries = new ArrayList<>();
        add(entries, root, "", false);
        return List.copyOf(entries);
    }

    /** The entry of a whole key as it stands in a file. */
    public static Optional<Entry> entry(Shape.Section root, String key) {
        return entries(root).stream().filter(entry -> entry.isOf(key)).findFirst();
    }

    private static void add(List<Entry> entries, Shape.Section section, String prefix, boolean above) {
        for (Shape.Member member : section.members()) {
            String path = prefix.isEmpty() ? member.name() : prefix + "." + member.name();
            boolean reloads = above || member.key().reloads();
            entries.add(new Entry(path, member.key(), member.shape(), member.mayBeAbsent(), reloads));
            below(entries, member.shape(), path, reloads);
        }
    }

    private static void below(List<Entry> entries, Shape shape, String path, boolean reloads) {
        switch (shape) {
            case Shape.Scalar _ -> {}
            case Shape.Section section -> add(entries, section, path, reloads);
            case Shape.Many many -> below(entries, many.element(), path + "[]", reloads);
            case Shape.Named named -> below(entries, named.value(), path + ".<name>", reloads);
        }
    }
}
