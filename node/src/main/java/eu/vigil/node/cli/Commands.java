package eu.vigil.node.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;

/** The tree of all commands: a new command is one line here. */
public final class Commands {
    private Commands() {}

    /**
     * Carries out a command line.
     *
     * @param node the daemon: reads this configuration, runs until it is told to stop and answers with an exit code
     * @return the exit code
     */
    public static int execute(Surroundings surroundings, ToIntFunction<Path> node, String... line) {
        return PlainRun.of(line)
                .map(run -> run.carriedOut(surroundings, node))
                .orElseGet(() -> of(surroundings, node).execute(line));
    }

    /**
     * All commands over these surroundings.
     *
     * @param node the daemon: reads this configuration, runs until it is told to stop and answers with an exit code
     */
    public static CommandLine of(Surroundings surroundings, ToIntFunction<Path> node) {
        Globals globals = new Globals();
        Screen screen = new Screen(surroundings, globals);

        Desktop desktop = new Desktop(surroundings, globals, screen);
        EscalationFile escalation = new EscalationFile(surroundings, globals, screen);

        CommandLine vigil = new CommandLine(new Vigil());
        vigil.addMixin("globals", globals);
        vigil.addSubcommand(new InitCommand(surroundings, globals, screen));
        vigil.addSubcommand(new RunCommand(surroundings, globals, node));
        vigil.addSubcommand(new DoctorCommand(surroundings, globals, screen));
        vigil.addSubcommand(new StatusCommand(desktop));
        vigil.addSubcommand(new VersionCommand(screen));
        vigil.addSubcommand(new CompletionCommand(screen));

        group(
                vigil,
                "request",
                "Requests: write, approve, send, list, show, acknowledge, link, clarify, answer, withdraw.",
                new RequestKindsCommand(screen),
                new RequestTemplateCommand(surroundings, screen),
                new RequestCheckCommand(surroundings, screen),
                new RequestDraftCommand(desktop),
                new RequestSendCommand(desktop),
                new RequestListCommand(desktop),
                new RequestShowCommand(desktop),
                new RequestAckCommand(desktop),
                new RequestApproveCommand(desktop),
                new RequestIndicateCommand(desktop),
                new RequestPreserveCommand(desktop),
                new RequestLinkCommand(desktop),
                new RequestAnswerCommand(desktop),
                new RequestClarifyCommand(desktop),
                new RequestRefuseCommand(desktop),
                new RequestWithdrawCommand(desktop));
        group(
                vigil,
                "directory",
                "The signed list of contact points.",
                new DirectoryAssembleCommand(surroundings, screen),
                new DirectoryShowCommand(surroundings, globals, screen));
        group(
                vigil,
                "policy",
                "Who may say what to whom.",
                new PolicyCheckCommand(surroundings, globals, screen),
                new PolicyShowCommand(surroundings, globals, screen));
        group(
                vigil,
                "page",
                "Pages: whom the node called, when, and what came of it.",
                new PageListCommand(desktop),
                new PageTestCommand(desktop),
                new PageResendCommand(desktop),
                new PagePlanCommand(escalation),
                new PagePoliciesCommand(escalation),
                new PageListenCommand(surroundings, screen, globals));
        group(
                vigil,
                "rota",
                "Rotas: who is on call, who is next, and when nobody is.",
                new RotaNowCommand(escalation),
                new RotaNextCommand(escalation),
                new RotaGapsCommand(escalation),
                new RotaOverrideCommand(escalation, desktop));
        group(
                vigil,
                "log",
                "The pair logs, which prove what was sent and received.",
                new LogShowCommand(desktop),
                new LogVerifyCommand(desktop));
        group(
                vigil,
                "user",
                "Who may come in: two people change it, one can shut a door.",
                new UserListCommand(desktop),
                new UserAddCommand(desktop),
                new UserRolesCommand(desktop),
                new UserTokenCommand(desktop),
                new UserDisableCommand(desktop),
                new UserEnableCommand(desktop),
                new UserConfirmCommand(desktop),
                new UserRefuseCommand(desktop),
                new UserLogCommand(desktop));
        group(
                vigil,
                "config",
                "The configuration: check it, show it, read its manual.",
                new ConfigCheckCommand(surroundings, globals, screen),
                new ConfigShowCommand(surroundings, globals, screen),
                new ConfigReferenceCommand(screen));
        group(vigil, "key", "The node's own keys.", new KeyRenewCommand(surroundings, globals, screen));
        group(
                vigil,
                "peer",
                "The other contact points and the links to them.",
                new PeerListCommand(desktop),
                new PeerShowCommand(desktop),
                new PeerPingCommand(desktop));
        group(
                vigil,
                "drill",
                "Whether the other contact points are there before they are needed.",
                new DrillRunCommand(desktop),
                new DrillReportCommand(desktop));

        vigil.registerConverter(Instant.class, new AnInstant(surroundings.clock()));
        vigil.setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(Help.defaultColorScheme(surroundings.terminal() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .setExecutionStrategy(new FilledIn())
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
