package eu.vigil.config.key;

import eu.vigil.config.value.Form;
import eu.vigil.config.value.Parsed;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tree of texts into the records of a shape and keeps going after every problem, so that all are told at once.
 *
 * <p>A layer alone is read to find what is wrong in that file, even where another file overrides it; the layers combined are read for their
 * values. Something faulty is left out of the list, map or {@code Optional} it stands in, and takes a record that needs it with it.
 */
public final class Reader {
    /** The names of a map that has no pattern of its own: no dots, for they separate keys. */
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";

    private final Shape.Section all;
    private final ImmutableNode root;
    private final boolean whole;
    private final Set<Problem> problems;
    private final Map<String, String> retired;
    private final List<Setting> settings = new ArrayList<>();

    private Reader(
            Shape.Section all, ImmutableNode root, boolean whole, Set<Problem> problems, Map<String, String> retired) {
        this.all = all;
        this.root = root;
        this.whole = whole;
        this.problems = problems;
        this.retired = retired;
    }

    /**
     * What reading gave.
     *
     * @param value empty if it could not be built; the problems say why
     * @param settings every value in force, in the order of the records
     */
    public record Result<T extends Record>(Optional<T> value, List<Setting> settings) {}

    /** Adds what is wrong in one layer. */
    public static void check(
            ImmutableNode layer, Shape.Section shape, Set<Problem> problems, Map<String, String> retired) {
        new Reader(shape, layer, false, problems, retired).section(shape, layer, "");
    }

    /** Reads all layers combined, and adds what is wrong or missing. */
    public static <T extends Record> Result<T> read(
            ImmutableNode combined, Class<T> type, Set<Problem> problems, Map<String, String> retired) {
        Shape.Section shape = Shape.of(type);
        Reader reader = new Reader(shape, combined, true, problems, retired);
        Object value = reader.section(shape, combined, "");
        return new Result<>(Optional.ofNullable(value).map(type::cast), List.copyOf(reader.settings));
    }

    private @Nullable Object section(Shape.Section section, @Nullable ImmutableNode node, String path) {
        if (node != null && node.getValue() != null) {
            problem(
                    path,
                    node,
                    "keys are expected here, not a single value or a list: "
                            + section.members().stream().map(Shape.Member::name).collect(Collectors.joining(", ")));
            return null;
        }
        if (node != null) {
            node.getChildren().stream()
                    .filter(child -> section.member(child.getNodeName()).isEmpty())
                    .forEach(child -> unknown(section, child, join(path, child.getNodeName())));
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Shape.Member member : section.members()) {
            ImmutableNode child = node == null ? null : Tree.child(node, member.name());
            values.put(member.name(), member(member, child, join(path, member.name()), node));
        }
        order(section, values, node, path);
        return whole && !values.containsValue(null)
                ? construct(section.type(), values.values().toArray())
                : null;
    }

    /** The component's value; null if there is none to be had. */
    private @Nullable Object member(
            Shape.Member member, @Nullable ImmutableNode node, String path, @Nullable ImmutableNode parent) {
        if (node == null && member.optional()) {
            return Optional.empty();
        }
        boolean needed = switch (member.shape()) {
            case Shape.Scalar _ -> true;
            case Shape.Many _ -> member.key().filled();
            case Shape.Section _, Shape.Named _ -> false;
        };
        if (node == null && member.key().byDefault().isEmpty() && needed) {
            // Within one layer something may be missing: another has it. A list's element has only this layer.
            if (whole || path.indexOf('[') >= 0) {
                problem(path, parent, "is missing: " + sentence(member) + example(member));
            }
            return null;
        }
        Object value = shape(member.shape(), node, path, member);
        return member.optional() ? Optional.ofNullable(value) : value;
    }

    private @Nullable Object shape(Shape shape, @Nullable ImmutableNode node, String path, Shape.Member member) {
        return switch (shape) {
            case Shape.Scalar scalar -> scalar(scalar, node, path, member, true);
            case Shape.Section section -> section(section, node, path);
            case Shape.Many many -> many(many, node, path, member);
            case Shape.Named named -> named(named, node, path, member);
        };
    }

    private @Nullable Object scalar(
            Shape.Scalar scalar, @Nullable ImmutableNode node, String path, Shape.Member member, boolean setting) {
        if (node != null && !(node.getValue() instanceof String text && !text.isBlank())) {
            problem(
                    path,
                    node,
                    (node.getValue() == null && node.getChildren().isEmpty()
                                    ? "has no value"
                                    : "one value is expected here")
                            + ": " + scalar.form().what() + example(member));
            return null;
        }
        String text = node == null ? member.key().byDefault() : String.valueOf(node.getValue());
        Object value = parse(scalar.form(), text, node, path, member);
        if (value != null && setting) {
            settings.add(new Setting(path, text, Tree.origin(node)));
        }
        return value;
    }

    private @Nullable Object parse(
            Form<?> form, String text, @Nullable ImmutableNode node, String path, Shape.Member member) {
        return switch (form.parser().apply(text)) {
            case Parsed.Wrong<?>(String wrong) -> {
                problem(path, node, wrong);
                yield null;
            }
            case Parsed.Value<?>(Object value) -> {
                Optional<String> why = Bounds.broken(member.key(), form, text, value)
                        .or(() -> whole ? Names.unknown(root, member.key(), value) : Optional.empty());
                why.ifPresent(broken -> problem(path, node, broken));
                yield why.isEmpty() ? value : null;
            }
        };
    }

    private @Nullable Object many(Shape.Many many, @Nullable ImmutableNode node, String path, Shape.Member member) {
        if (node == null) {
            return List.of();
        }
        if (!(node.getValue() instanceof Items(List<ImmutableNode> nodes))) {
            problem(
                    path,
                    node,
                    Tree.origin(node) instanceof Origin.File
                            ? "a list is expected here, like [a, b]; [] is an empty one"
                            : "is a list and can be written in a file only");
            return null;
        }
        if (nodes.isEmpty() && member.key().filled()) {
            problem(path, node, "is empty; at least one is needed: " + sentence(member));
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            String place = path + "[" + i + "]";
            Object value = many.element() instanceof Shape.Scalar scalar
                    ? scalar(scalar, nodes.get(i), place, member, false)
                    : shape(many.element(), nodes.get(i), place, member);
            if (value != null) {
                values.add(value);
            }
        }
        if (many.element() instanceof Shape.Scalar || nodes.isEmpty()) {
            settings.add(new Setting(
                    path,
                    nodes.stream().map(n -> String.valueOf(n.getValue())).collect(Collectors.joining(", ", "[", "]")),
                    Tree.origin(node)));
        }
        return List.copyOf(values);
    }

    private @Nullable Object named(Shape.Named named, @Nullable ImmutableNode node, String path, Shape.Member member) {
        if (node != null && node.getValue() != null) {
            problem(path, node, "names with keys below them are expected here, not a single value or a list");
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        String pattern = member.key().pattern().isEmpty() ? NAME : member.key().pattern();
        for (ImmutableNode child : node == null ? List.<ImmutableNode>of() : node.getChildren()) {
            String name = child.getNodeName();
            if (!name.matches(pattern)) {
                problem(
                        join(path, name),
                        child,
                        member.key().like().isEmpty()
                                ? "a name is 1 to 64 letters, digits, hyphens and underscores"
                                : "'%s' has not the right form; write one like %s"
                                        .formatted(name, member.key().like()));
            } else {
                Object value = shape(named.value(), child, join(path, name), member);
                if (value != null) {
                    values.put(name, value);
                }
            }
        }
        if (whole
                && member.key().filled()
                && (node == null || node.getChildren().isEmpty())) {
            problem(path, node, "is empty; at least one is needed: " + sentence(member));
        }
        return Collections.unmodifiableMap(values);
    }

    private void order(
            Shape.Section section, Map<String, @Nullable Object> values, @Nullable ImmutableNode node, String path) {
        for (Shape.Member member : section.members()) {
            Object least = values.get(member.name());
            Object most = values.get(member.key().atMost());
            if (whole && least != null && most != null && Bounds.compare(least, most) > 0) {
                problem(
                        join(path, member.name()),
                        node == null ? null : Tree.child(node, member.name()),
                        "%s is more than %s, which is %s"
                                .formatted(least, join(path, member.key().atMost()), most));
            }
        }
    }

    private void unknown(Shape.Section section, ImmutableNode child, String path) {
        String instead = retired.get(path);
        if (instead != null) {
            problem(path, child, "is retired: " + instead);
            return;
        }
        String name = child.getNodeName();
        String nearest = Manual.entries(all).stream()
                .map(Manual.Entry::path)
                .filter(known -> known.substring(known.lastIndexOf('.') + 1).equals(name))
                .findFirst()
                .orElseGet(() -> path.substring(0, path.length() - name.length())
                        + Nearest.to(
                                        name,
                                        section.members().stream()
                                                .map(Shape.Member::name)
                                                .toList())
                                .orElse(""));
        problem(path, child, "is unknown; the nearest known key is " + nearest);
    }

    private void problem(String path, @Nullable ImmutableNode node, String text) {
        problems.add(new Problem(path, Tree.origin(node), text));
    }

    private static String example(Shape.Member member) {
        return member.key().like().isEmpty()
                ? ""
                : " (like %s)".formatted(member.key().like());
    }

    /** What the key is for, as the end of a sentence. */
    private static String sentence(Shape.Member member) {
        String doc = member.key().doc();
        return doc.substring(0, doc.length() - 1);
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static Object construct(Class<? extends Record> type, @Nullable Object[] values) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be built", e);
        }
    }
}
