package eu.vigil.node.cli;

import eu.vigil.node.cli.NodeClient.Question;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigil request show}: a case with its text and all that happened to it. */
@Command(name = "show", description = "Show a case with its text and all that happened to it.")
final class RequestShowCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "CASE", description = "The case, such as BE-2026-000123.")
    private String caseRef = "";

    RequestShowCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        Question question = new Question.Get("/api/v1/requests/" + Query.segment(caseRef));
        return desktop.node()
                .ask(
                        options,
                        question,
                        detail -> desktop.screen().show(() -> new CaseTexts(desktop).show(detail), () -> detail));
    }
}
