package eu.vigil.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A line that no command understands: one sentence, the nearest right word if there is one, and where to read more. */
final class UsageFault implements IParameterExceptionHandler {
    private final Screen screen;

    UsageFault(Screen screen) {
        this.screen = screen;
    }

    @Override
    public int handleParseException(ParameterException fault, String[] arguments) {
        CommandLine command = fault.getCommandLine();
        String sentence = firstLine(fault.getMessage());
        if (fault instanceof UnmatchedArgumentException unmatched) {
            sentence += unmatched.getSuggestions().stream()
                    .findFirst()
                    .map("; did you mean '%s'?"::formatted)
                    .orElse("");
        }
        return screen.malformed("%s (see '%s --help')"
                .formatted(sentence, command.getCommandSpec().qualifiedName()));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }
}
