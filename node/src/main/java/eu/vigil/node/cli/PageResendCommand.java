package eu.vigil.node.cli;

import eu.vigil.node.cli.NodeClient.Question;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigil page resend}: calls everybody once more, now. */
@Command(
        name = "resend",
        description =
                "Call everybody once more, at once, who was called about an open incident; the plan goes on as it was.")
final class PageResendCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "INCIDENT", description = "The code that stands in the pages, like 7KQ2-M9XA-04TZ.")
    private String incident = "";

    PageResendCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        return desktop.node()
                .ask(
                        options,
                        new Question.Post("/api/v1/incidents/%s/resend".formatted(Query.segment(incident)), "{}"),
                        call -> desktop.screen().show(() -> CallTexts.table(call), () -> call));
    }
}
