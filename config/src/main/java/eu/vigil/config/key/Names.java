package eu.vigil.config.key;

import eu.vigil.config.value.Target;
import java.util.List;
import java.util.Optional;
import org.apache.commons.configuration2.tree.ImmutableNode;

/** Values that must be names which stand elsewhere in the files. */
final class Names {
    private Names() {}

    /** Why a value names nothing; empty if it names something or is no name. What it names may itself be faulty: that is told there. */
    static Optional<String> unknown(ImmutableNode root, Key key, Object value) {
        if (value instanceof Target target) {
            return unknown(
                    root,
                    switch (target.kind()) {
                        case ROTA -> "escalation.rotas";
                        case PERSON -> "escalation.people";
                        case CHANNEL -> "escalation.channels";
                    },
                    target.name());
        }
        return key.namedIn().isEmpty() ? Optional.empty() : unknown(root, key.namedIn(), value.toString());
    }

    private static Optional<String> unknown(ImmutableNode root, String map, String name) {
        List<String> names = Tree.find(root, map)
                .map(node -> node.getChildren().stream()
                        .map(ImmutableNode::getNodeName)
                        .toList())
                .orElse(List.of());
        if (names.contains(name)) {
            return Optional.empty();
        }
        return Optional.of(Nearest.to(name, names)
                .map(near ->
                        "'%s' is not one of %s (%s); nearest: %s".formatted(name, map, String.join(", ", names), near))
                .orElse("'%s' is not one of %s, which has none".formatted(name, map)));
    }
}
