package eu.vigil.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Runs a command whose words all say something: an empty one is a shell variable that was never set, and names no case and no file. */
final class FilledIn implements IExecutionStrategy {
    private final IExecutionStrategy run = new RunLast();

    @Override
    public int execute(ParseResult line) {
        ParseResult last = line;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        for (PositionalParamSpec word : last.matchedPositionals()) {
            if (word.stringValues().stream().anyMatch(String::isBlank)) {
                CommandLine command = last.commandSpec().commandLine();
                throw new ParameterException(command, "%s is empty".formatted(word.paramLabel()));
            }
        }
        return run.execute(line);
    }
}
