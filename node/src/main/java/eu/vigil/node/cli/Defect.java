package eu.vigil.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** The one place where a command's exception ends: expected failures are values, so this is a defect and shows its trace. */
final class Defect implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception defect, CommandLine command, ParseResult line) {
        command.getErr()
                .printf(
                        "vigil: a defect in '%s', please report it:%n",
                        command.getCommandSpec().qualifiedName());
        defect.printStackTrace(command.getErr());
        command.getErr().flush();
        return Exit.FAILED;
    }
}
