package eu.vigil.node.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** The one place where a command's exception ends: expected failures are values, so this is a defect and shows its trace. */
final class Defect implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception defect, CommandLine command, ParseResult line) {
        return told(command.getCommandSpec().qualifiedName(), defect, command.getErr());
    }

    static int told(String command, Exception defect, PrintWriter err) {
        err.printf("vigil: a defect in '%s', please report it:%n", command);
        defect.printStackTrace(err);
        err.flush();
        return Exit.FAILED;
    }
}
