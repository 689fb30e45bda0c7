package eu.vigil.node.cli;

import eu.vigil.node.cli.NodeClient.Question;
import eu.vigil.node.logging.Visible;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigil request draft}: keeps a request at the node as a draft of a new case. */
@Command(name = "draft", description = "Keep a request at the node as a draft; it is not sent.")
final class RequestDraftCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(
            paramLabel = "FILE",
            description = "The request as 'vigil request template' writes it; - for standard input.")
    private String file = "";

    RequestDraftCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        return switch (DraftFile.read(desktop.surroundings(), file)) {
            case DraftFile.Reading.Unreadable(var sentence) -> desktop.screen().malformed(sentence);
            case DraftFile.Reading.Read(var text) ->
                desktop.node().ask(options, new Question.Post("/api/v1/requests", text), detail -> {
                    String caseRef = Visible.of(detail.path("caseRef").asText());
                    return desktop.screen()
                            .show(
                                    () -> "%s is a draft; to send it: vigil request send %s --reason ..."
                                            .formatted(caseRef, caseRef),
                                    () -> detail);
                });
        };
    }
}
