package eu.vigil.node.cli;

import eu.vigil.node.boot.Node;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.LogManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** {@code vigil}: where the program starts, and the only place of the command line that touches the real world. */
@Command(
        name = "vigil",
        scope = ScopeType.INHERIT,
        sortOptions = false,
        sortSynopsis = false,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        description = "The node of a national 24/7 point of contact.")
public final class Vigil {
    Vigil() {}

    /** Runs one command and ends the process with its exit code. */
    @SuppressWarnings("SystemExitOutsideMain") // this is main
    public static void main(String[] arguments) {
        // Libraries that log through the JDK would write to standard error, which belongs to the command.
        LogManager.getLogManager().reset();
        Surroundings surroundings = real();
        int code = Commands.execute(surroundings, file -> Node.run(daemon(surroundings, file)), arguments);
        surroundings.out().flush();
        surroundings.err().flush();
        System.exit(code);
    }

    private static Surroundings real() {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .filter(_ -> !System.getenv().containsKey("NO_COLOR"))
                .isPresent();
        return new Surroundings(
                System.getenv(),
                properties(),
                System.in,
                new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                terminal,
                InstantSource.system(),
                ZoneId.systemDefault(),
                new SecureRandom(),
                Path.of("").toAbsolutePath());
    }

    private static Node.Call daemon(Surroundings surroundings, Path configFile) {
        return new Node.Call(
                configFile,
                surroundings.environment(),
                surroundings.properties(),
                System.out,
                surroundings.err(),
                surroundings.terminal(),
                surroundings.zone(),
                VersionCommand.release());
    }

    private static Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        System.getProperties().stringPropertyNames().forEach(name -> properties.put(name, System.getProperty(name)));
        return properties;
    }
}
