package eu.vigil.config.layer;

import eu.vigil.config.key.Nearest;
import eu.vigil.config.key.Origin;
import eu.vigil.config.key.Problem;
import eu.vigil.config.key.Shape;
import eu.vigil.config.key.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.jspecify.annotations.Nullable;

/** Single values by name, from the environment or from properties, as a tree. */
final class TextLayer {
    /** Prefix of a property: {@code -Dvigil.link.listen=...}. */
    private static final String PROPERTY = "vigil.";

    private static final String VARIABLE = "VIGIL_";

    /** Variables that the command line itself reads. */
    private static final Set<String> COMMAND_LINE =
            Set.of("VIGIL_CONFIG", "VIGIL_TOKEN", "VIGIL_TOKEN_FILE", "VIGIL_URL");

    private final Map<String, TextLayer> children = new LinkedHashMap<>();
    private final String name;
    private @Nullable String value;
    private Origin origin;

    private TextLayer(String name, Origin origin) {
        this.name = name;
        this.origin = origin;
    }

    /** The properties that begin with {@code vigil.}; the rest of the name is the key. */
    static ImmutableNode properties(Map<String, String> properties) {
        TextLayer top = new TextLayer("", new Origin.Default());
        new TreeMap<>(properties).forEach((property, value) -> {
            if (property.startsWith(PROPERTY)) {
                top.put(property.substring(PROPERTY.length()), value, new Origin.Property(property));
            }
        });
        return top.tree();
    }

    /**
     * The variables that begin with {@code VIGIL_}, each a key in capitals with {@code .} and {@code -} as {@code _}. A name of the file's choice (a
     * network, a channel) cannot be told back from that, so a variable reaches only names that the files already have.
     */
    static ImmutableNode environment(
            Map<String, String> environment,
            Shape.Section shape,
            ImmutableNode files,
            Set<String> secrets,
            Set<Problem> problems) {
        Map<String, List<String>> known = new TreeMap<>();
        keys(shape, files, "", known);
        TextLayer top = new TextLayer("", new Origin.Default());
        new TreeMap<>(environment).forEach((variable, value) -> {
            if (!variable.startsWith(VARIABLE) || COMMAND_LINE.contains(variable)) {
                return;
            }
            Origin origin = new Origin.Variable(variable);
            List<String> keys = known.getOrDefault(variable, List.of());
            if (keys.size() == 1) {
                top.put(keys.getFirst(), value, origin);
            } else if (keys.size() > 1) {
                problems.add(new Problem(
                        keys.getFirst(),
                        origin,
                        "could be any of %s; use -D instead".formatted(String.join(", ", keys))));
            } else if (!secrets.contains(variable)) {
                String nearest =
                        Nearest.to(variable, new TreeSet<>(known.keySet())).orElse(VARIABLE);
                problems.add(new Problem(variable, origin, "is no key's variable; the nearest is " + nearest));
            }
        });
        return top.tree();
    }

    /** The variable of a key: {@code link.listen} is {@code VIGIL_LINK_LISTEN}. */
    static String variable(String key) {
        return VARIABLE + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static void keys(Shape shape, @Nullable ImmutableNode node, String path, Map<String, List<String>> known) {
        switch (shape) {
            case Shape.Scalar _, Shape.Many _ ->
                known.computeIfAbsent(variable(path), _ -> new ArrayList<>()).add(path);
            case Shape.Section section ->
                section.members().forEach(member -> {
                    ImmutableNode child = node == null ? null : Tree.child(node, member.name());
                    keys(member.shape(), child, path.isEmpty() ? member.name() : path + "." + member.name(), known);
                });
            case Shape.Named named -> {
                if (node != null) {
                    node.getChildren()
                            .forEach(child -> keys(named.value(), child, path + "." + child.getNodeName(), known));
                }
            }
        }
    }

    private void put(String key, String text, Origin from) {
        TextLayer place = this;
        for (String part : key.split("\\.", -1)) {
            place = place.children.computeIfAbsent(part, p -> new TextLayer(p, from));
        }
        place.value = text;
        place.origin = from;
    }

    private ImmutableNode tree() {
        ImmutableNode.Builder made = Tree.node(name, origin);
        children.values().forEach(child -> made.addChild(child.tree()));
        return (value == null ? made : made.value(value)).create();
    }
}
