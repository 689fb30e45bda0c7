package eu.vigil.node.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;

/** {@code vigil run}: the daemon. */
@Command(name = RunCommand.NAME, description = "Run the node until it is told to stop.")
final class RunCommand implements Callable<Integer> {
    static final String NAME = "run";

    private final Surroundings surroundings;
    private final Globals globals;
    private final ToIntFunction<Path> node;

    /**
     * A command that runs {@code node}.
     *
     * @param node reads this configuration, runs until it is told to stop and answers with an exit code
     */
    RunCommand(Surroundings surroundings, Globals globals, ToIntFunction<Path> node) {
        this.surroundings = surroundings;
        this.globals = globals;
        this.node = node;
    }

    @Override
    public Integer call() {
        return node.applyAsInt(globals.configFile(surroundings));
    }
}
