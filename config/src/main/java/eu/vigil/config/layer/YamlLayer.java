package eu.vigil.config.layer;

import eu.vigil.config.key.Items;
import eu.vigil.config.key.Origin;
import eu.vigil.config.key.Problem;
import eu.vigil.config.key.Tree;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A YAML file as a tree of texts that know their lines.
 *
 * <p>YAML's guesses are not for this file: {@code NO} is Norway and not false, {@code 20:00} an hour and not 1200, {@code 2026-01-05} what was
 * written. Only "nothing" and the merge of a map ({@code <<}) keep their meaning.
 */
final class YamlLayer {
    private static final int CHARACTERS_MAX = 1 << 20;
    private static final int DEPTH_MAX = 20;
    private static final int NODES_MAX = 100_000;

    private final Path file;
    private final Set<Problem> problems;
    private final Deque<Node> above = new ArrayDeque<>();
    private int nodes;

    private YamlLayer(Path file, Set<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Reads a text; a tree without children if it cannot be read at all, with the problem added. */
    static ImmutableNode read(Path file, String text, Set<Problem> problems) {
        YamlLayer layer = new YamlLayer(file, problems);
        Origin start = new Origin.File(file, 1);
        try {
            Node top = yaml().compose(new StringReader(text));
            if (top == null || isNothing(top)) {
                return Tree.node("", start).create();
            }
            if (top instanceof MappingNode) {
                return layer.convert("", top, top, "");
            }
            problems.add(new Problem("", start, "keys are expected, like 'participant: BE'"));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.add(new Problem("", new Origin.File(file, line), "is not YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            problems.add(new Problem("", start, "is not YAML: " + e.getMessage()));
        }
        return Tree.node("", start).create();
    }

    private static Yaml yaml() {
        LoaderOptions limits = new LoaderOptions();
        limits.setAllowDuplicateKeys(false);
        limits.setCodePointLimit(CHARACTERS_MAX);
        limits.setNestingDepthLimit(DEPTH_MAX);
        limits.setMaxAliasesForCollections(50);
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(limits), new Representer(unused), unused, limits, new TextOnly());
    }

    /** Keeps every scalar a text. */
    private static final class TextOnly extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, MERGE, "<");
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
        }
    }

    /** The node's line is that of its key, which is where people look. */
    private ImmutableNode convert(String name, Node key, Node node, String path) {
        ImmutableNode.Builder made = Tree.node(name, origin(key));
        if (above.contains(node)) {
            problem(node, path, "holds itself, through an alias");
            return made.create();
        }
        if (++nodes > NODES_MAX) {
            throw new YAMLException("more than " + NODES_MAX + " values, aliases counted each time");
        }
        above.push(node);
        try {
            return switch (node) {
                case MappingNode map -> made.addChildren(children(map, path)).create();
                case SequenceNode list -> made.value(items(list, path)).create();
                case ScalarNode scalar when isNothing(scalar) -> made.create();
                case ScalarNode scalar -> made.value(scalar.getValue()).create();
                default -> throw new IllegalStateException("YAML has no node " + node.getNodeId());
            };
        } finally {
            above.pop();
        }
    }

    private List<ImmutableNode> children(MappingNode map, String path) {
        Map<String, ImmutableNode> own = new LinkedHashMap<>();
        Map<String, ImmutableNode> merged = new LinkedHashMap<>();
        for (NodeTuple entry : map.getValue()) {
            Node key = entry.getKeyNode();
            if (Tag.MERGE.equals(key.getTag())) {
                merge(entry.getValueNode(), path).forEach(merged::putIfAbsent);
            } else if (key instanceof ScalarNode scalar && !isNothing(scalar)) {
                String name = scalar.getValue();
                String below = path.isEmpty() ? name : path + "." + name;
                ImmutableNode first = own.putIfAbsent(name, convert(name, key, entry.getValueNode(), below));
                if (first != null) {
                    problem(key, below, "is written twice in this file; the first stands at " + Tree.origin(first));
                }
            } else {
                problem(key, path, "a key must be a name");
            }
        }
        own.forEach(merged::put);
        return List.copyOf(merged.values());
    }

    private Map<String, ImmutableNode> merge(Node value, String path) {
        Map<String, ImmutableNode> merged = new LinkedHashMap<>();
        if (value instanceof MappingNode map) {
            if (above.contains(map)) {
                problem(value, path, "holds itself, through an alias");
            } else {
                convert("", map, map, path).getChildren().forEach(child -> merged.put(child.getNodeName(), child));
            }
        } else if (value instanceof SequenceNode list && !above.contains(list)) {
            above.push(list);
            list.getValue().forEach(each -> merge(each, path).forEach(merged::putIfAbsent));
            above.pop();
        } else {
            problem(value, path, "'<<' takes a map, or a list of maps");
        }
        return merged;
    }

    private Items items(SequenceNode list, String path) {
        List<ImmutableNode> items = new ArrayList<>();
        for (Node element : list.getValue()) {
            items.add(convert("", element, element, path + "[" + items.size() + "]"));
        }
        return new Items(List.copyOf(items));
    }

    private static boolean isNothing(Node node) {
        return Tag.NULL.equals(node.getTag());
    }

    private Origin origin(Node node) {
        return new Origin.File(file, node.getStartMark().getLine() + 1);
    }

    private void problem(Node node, String path, String text) {
        problems.add(new Problem(path, origin(node), text));
    }
}
