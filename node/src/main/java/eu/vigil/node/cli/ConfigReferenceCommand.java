package eu.vigil.node.cli;

import eu.vigil.config.ConfigReference;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code vigil config reference}: the manual page of the configuration. Needs no node. */
@Command(name = "reference", description = "Write the manual page of the configuration; needs no node.")
final class ConfigReferenceCommand implements Callable<Integer> {
    private final Screen screen;

    ConfigReferenceCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        return screen.show(ConfigReference.text());
    }
}
