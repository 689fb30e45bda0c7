package eu.vigil.node.cli;

import eu.vigil.node.cli.NodeClient.Question;
import eu.vigil.node.logging.Visible;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--case",
            paramLabel = "CASE",
            description = "Put it in place of this draft; an approval of the former text is void.")
    private @Nullable String caseRef;

    RequestDraftCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        return switch (DraftFile.read(desktop.surroundings(), file)) {
            case DraftFile.Reading.Unreadable(var sentence) -> desktop.screen().malformed(sentence);
            case DraftFile.Reading.Read(var text) ->
                desktop.node().ask(options, new Question.Post(path(), text), detail -> {
                    String made = CaseDeed.text(detail, "caseRef");
                    return desktop.screen()
                            .show(
                                    () ->
                                            "%s is a draft; a second person agrees to it with: vigil request approve %s --content %s\n%s"
                                                    .formatted(
                                                            made,
                                                            made,
                                                            Visible.of(detail.path("draft")
                                                                    .path("content")
                                                                    .asText()),
                                                            "then: vigil request send %s; an urgent preservation request alone, with --reason"
                                                                    .formatted(made)),
                                    () -> detail);
                });
        };
    }

    private String path() {
        return caseRef == null ? "/api/v1/requests" : "/api/v1/requests/%s/draft".formatted(Query.segment(caseRef));
    }
}
