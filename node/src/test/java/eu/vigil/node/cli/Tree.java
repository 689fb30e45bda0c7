package eu.vigil.node.cli;

import java.util.stream.Stream;
import picocli.CommandLine;

/** All commands, each with its groups before it. */
final class Tree {
    private Tree() {}

    static Stream<CommandLine> of(CommandLine root) {
        return Stream.concat(
                Stream.of(root), root.getSubcommands().values().stream().flatMap(Tree::of));
    }
}
