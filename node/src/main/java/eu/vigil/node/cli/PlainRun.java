package eu.vigil.node.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * {@code vigil run} with nothing more than its configuration, as a supervisor starts it: read here, because the tree of all commands takes
 * a quarter of the daemon's start.
 *
 * @param config as named in the line, if it was
 */
record PlainRun(Optional<Path> config) {
    /** Neither an option, nor a file of more words (with an @ in front), nor anything in quotes. */
    private static final Pattern PLAIN_FILE = Pattern.compile("[^-@\"'].*");

    /** What the line asks for; empty if it says anything else or more, which is the tree's to read and to answer. */
    static Optional<PlainRun> of(String... line) {
        List<String> words = List.of(line);
        if (words.equals(List.of(RunCommand.NAME))) {
            return Optional.of(new PlainRun(Optional.empty()));
        }
        boolean named = words.size() == 3
                && words.getFirst().equals(RunCommand.NAME)
                && Globals.CONFIG_OPTIONS.contains(words.get(1))
                && PLAIN_FILE.matcher(words.get(2)).matches();
        return named ? Optional.of(new PlainRun(Optional.of(Path.of(words.get(2))))) : Optional.empty();
    }

    int carriedOut(Surroundings surroundings, ToIntFunction<Path> node) {
        try {
            return node.applyAsInt(Globals.configFile(config, surroundings));
        } catch (RuntimeException defect) {
            return Defect.told("vigil " + RunCommand.NAME, defect, surroundings.err());
        }
    }
}
