package eu.vigil.config.layer;

import eu.vigil.config.key.Items;
import eu.vigil.config.key.Origin;
import eu.vigil.config.key.Problem;
import eu.vigil.config.key.Shape;
import eu.vigil.config.key.Tree;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.commons.configuration2.tree.OverrideCombiner;

/**
 * Everything that was written, the lowest layer first: the file, {@code conf.d/*.yaml} beside it in the order of their names, the environment,
 * the properties.
 *
 * @param each the layers, each to be checked on its own
 * @param combined all of them, the later over the earlier; maps grow together, values and lists replace
 */
public record Layers(List<ImmutableNode> each, ImmutableNode combined) {
    private static final long FILE_BYTES_MAX = 4L << 20;

    /** Reads all layers and adds what cannot be read. */
    public static Layers read(
            Path file,
            Map<String, String> environment,
            Map<String, String> properties,
            Shape.Section shape,
            Set<Problem> problems) {
        List<ImmutableNode> layers = new ArrayList<>();
        layers.add(yaml(file, problems));
        for (Path more : confD(file, problems)) {
            layers.add(yaml(more, problems));
        }
        ImmutableNode files = combine(layers);
        layers.add(TextLayer.environment(environment, shape, files, secretVariables(files), problems));
        layers.add(TextLayer.properties(properties));
        return new Layers(List.copyOf(layers), combine(layers));
    }

    /** The variable of the environment that sets a key. */
    public static String variable(String key) {
        return TextLayer.variable(key);
    }

    private static ImmutableNode combine(List<ImmutableNode> layers) {
        OverrideCombiner combiner = new OverrideCombiner();
        ImmutableNode combined = layers.getFirst();
        for (ImmutableNode over : layers.subList(1, layers.size())) {
            combined = combiner.combine(over, combined);
        }
        // The top has no line of its own; what is missing there is missing in the main file.
        return combined.setAttribute("origin", Tree.origin(layers.getFirst()));
    }

    private static ImmutableNode yaml(Path file, Set<Problem> problems) {
        Origin origin = new Origin.File(file, 1);
        String why;
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                why = "is larger than 4 MiB";
            } else {
                return YamlLayer.read(file, Files.readString(file, StandardCharsets.UTF_8), problems);
            }
        } catch (NoSuchFileException _) {
            why = "does not exist; 'vigil init' writes one, -c names another";
        } catch (CharacterCodingException _) {
            why = "is not UTF-8 text";
        } catch (IOException e) {
            why = "cannot be read: " + e.getMessage();
        }
        problems.add(new Problem("", origin, why));
        return Tree.node("", origin).create();
    }

    private static List<Path> confD(Path file, Set<Problem> problems) {
        Path folder = file.resolveSibling("conf.d");
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.yaml")) {
                found.forEach(files::add);
            } catch (IOException e) {
                problems.add(new Problem("", new Origin.File(folder, 1), "cannot be read: " + e.getMessage()));
            }
        }
        return files.stream().sorted().toList();
    }

    /** Names that begin with VIGIL_ may also be those of secrets, which the files refer to. */
    private static Set<String> secretVariables(ImmutableNode node) {
        Set<String> names = new HashSet<>();
        if (node.getValue() instanceof String text && text.startsWith("env:")) {
            names.add(text.substring("env:".length()));
        } else if (node.getValue() instanceof Items(List<ImmutableNode> nodes)) {
            nodes.forEach(item -> names.addAll(secretVariables(item)));
        }
        node.getChildren().forEach(child -> names.addAll(secretVariables(child)));
        return names;
    }
}
