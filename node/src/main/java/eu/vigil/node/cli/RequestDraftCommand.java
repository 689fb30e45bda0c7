package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import eu.vigil.node.cli.NodeClient.Question;
import eu.vigil.node.logging.Visible;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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

    @Option(
            names = "--to",
            split = ",",
            paramLabel = "PARTICIPANT",
            description =
                    "In place of the file's recipient; of a notice also several, as in LV,FI,RO: a draft of its own each.")
    private List<String> to = List.of();

    RequestDraftCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        if (!to.isEmpty() && caseRef != null) {
            return desktop.screen().malformed("--to goes with a new draft; the recipient of a case stays as it is");
        }
        return switch (DraftFile.read(desktop.surroundings(), file)) {
            case DraftFile.Reading.Unreadable(var sentence) -> desktop.screen().malformed(sentence);
            case DraftFile.Reading.Read(var text) -> to.isEmpty() ? one(text) : addressed(text);
        };
    }

    private int one(String text) {
        return desktop.node()
                .ask(
                        options,
                        new Question.Post(path(), text),
                        detail -> desktop.screen().show(() -> told(detail), () -> detail));
    }

    private int addressed(String text) {
        return switch (Addressed.to(to, text)) {
            case Addressed.Not(var why) -> desktop.screen().malformed(why);
            case Addressed.Texts(var texts) -> texts.size() == 1 ? one(texts.getFirst()) : each(texts);
        };
    }

    /** A draft for each recipient; what was made before one that fails stays, and is told. */
    private int each(List<String> texts) {
        ArrayNode made = JsonNodeFactory.instance.arrayNode();
        int done = Exit.OK;
        for (String text : texts) {
            if (done == Exit.OK) {
                done = desktop.node().ask(options, new Question.Post(path(), text), detail -> {
                    made.add(detail);
                    return Exit.OK;
                });
            }
        }
        if (!made.isEmpty()) {
            desktop.screen()
                    .show(
                            () -> made.valueStream()
                                    .map(detail -> "%s is a draft for %s; then: vigil request send %s"
                                            .formatted(
                                                    CaseDeed.text(detail, "caseRef"),
                                                    CaseDeed.text(detail, "peer"),
                                                    CaseDeed.text(detail, "caseRef")))
                                    .collect(Collectors.joining("\n")),
                            () -> made);
        }
        return done;
    }

    private static String told(JsonNode detail) {
        String made = CaseDeed.text(detail, "caseRef");
        return "%s is a draft; a second person agrees to it with: vigil request approve %s --content %s\n%s"
                .formatted(
                        made,
                        made,
                        Visible.of(detail.path("draft").path("content").asText()),
                        "then: vigil request send %s; an urgent preservation request alone, with --reason"
                                .formatted(made));
    }

    private String path() {
        return caseRef == null ? "/api/v1/requests" : "/api/v1/requests/%s/draft".formatted(Query.segment(caseRef));
    }
}
