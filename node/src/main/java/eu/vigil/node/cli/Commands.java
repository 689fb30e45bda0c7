package eu.vigil.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;

/** The tree of all commands: a new command is one line here. */
public final class Commands {
    private Commands() {}

    /** All commands over these surroundings. */
    public static CommandLine of(Surroundings surroundings) {
        Globals globals = new Globals();
        Screen screen = new Screen(surroundings, globals);

        CommandLine vigil = new CommandLine(new Vigil());
        vigil.addMixin("globals", globals);
        vigil.addSubcommand(new InitCommand(surroundings, screen));
        vigil.addSubcommand(new VersionCommand(screen));
        vigil.addSubcommand(new CompletionCommand(screen));

        group(vigil, "request", "Requests: write, check, send, list, show, acknowledge.");
        group(
                vigil,
                "directory",
                "The signed list of contact points.",
                new DirectoryAssembleCommand(surroundings, screen),
                new DirectoryShowCommand(surroundings, globals, screen));
        group(
                vigil,
                "page",
                "Pages: whom the node called, when, and what came of it.",
                new PageListenCommand(surroundings, screen, globals));
        group(vigil, "log", "The pair logs, which prove what was sent and received.");
        group(vigil, "config", "The configuration: check it, show it, read its manual.");
        group(vigil, "peer", "The other contact points and the links to them.");

        vigil.setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(Help.defaultColorScheme(surroundings.terminal() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .setParameterExceptionHandler(new UsageFault(screen))
                .setExecutionExceptionHandler(new Defect());
        return vigil;
    }

    /** A word that groups commands; without any it is left out, so that help shows only what works. */
    private static void group(CommandLine vigil, String name, String description, Object... commands) {
        if (commands.length == 0) {
            return;
        }
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description);
        CommandLine group = new CommandLine(spec);
        for (Object command : commands) {
            group.addSubcommand(command);
        }
        vigil.addSubcommand(group);
    }
}
