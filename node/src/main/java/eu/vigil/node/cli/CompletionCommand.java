package eu.vigil.node.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vigil completion}: the script by which bash and zsh complete the rest of a line. */
@Command(name = "completion", description = "Write the completion script for bash and zsh: source <(vigil completion)")
public final class CompletionCommand implements Callable<Integer> {
    private final Screen screen;

    @Spec
    private CommandSpec spec;

    /** Answers on {@code screen}. */
    public CompletionCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        return screen.show(AutoComplete.bash("vigil", spec.root().commandLine()));
    }
}
