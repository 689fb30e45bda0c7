package eu.vigil.config.key;

import java.util.List;
import java.util.Optional;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.jspecify.annotations.Nullable;

/** The nodes of Commons Configuration as this module uses them: a text, {@link Items}, children by name, or nothing. */
public final class Tree {
    private static final String ORIGIN = "origin";

    private Tree() {}

    /** A node, ready for its value or children. */
    public static ImmutableNode.Builder node(String name, Origin origin) {
        return new ImmutableNode.Builder().name(name).addAttribute(ORIGIN, origin);
    }

    /** Where a node was written. */
    public static Origin origin(@Nullable ImmutableNode node) {
        return node != null && node.getAttributes().get(ORIGIN) instanceof Origin origin
                ? origin
                : new Origin.Default();
    }

    /** The child of a name. */
    public static @Nullable ImmutableNode child(ImmutableNode node, String name) {
        List<ImmutableNode> found = node.getChildren(name);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** The node at the end of a path of names; names hold no dots. */
    public static Optional<ImmutableNode> find(ImmutableNode root, String key) {
        ImmutableNode node = root;
        for (String name : key.split("\\.", -1)) {
            node = child(node, name);
            if (node == null) {
                return Optional.empty();
            }
        }
        return Optional.of(node);
    }
}
