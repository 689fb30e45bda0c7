package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil request answer}: answers a request, which ends it. */
@Command(name = "answer", description = "Answer the request, in whole or in part; that ends it.")
final class RequestAnswerCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "CASE", description = "The case, such as BE-2026-000123.")
    private String caseRef = "";

    @Option(names = "--text", paramLabel = "TEXT", description = "The answer.")
    private @Nullable String text;

    @Option(names = "--partly", description = "The rest will not come.")
    private boolean partly;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "Any answer as JSON from a file (- for standard input), such as {\"answer\": {...}}; instead of --text.")
    private @Nullable String file;

    RequestAnswerCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        if ((text == null) == (file == null)) {
            return desktop.screen().malformed("give the answer as --text TEXT or --file FILE, one of them");
        }
        if (file != null && partly) {
            return desktop.screen().malformed("--partly goes with --text; in a file write \"extent\": \"PART\"");
        }
        if (file != null) {
            return switch (DraftFile.read(desktop.surroundings(), file)) {
                case DraftFile.Reading.Unreadable(var sentence) ->
                    desktop.screen().malformed(sentence);
                case DraftFile.Reading.Read(var json) -> send(json);
            };
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("answer").put("extent", partly ? "PART" : "WHOLE").put("text", text);
        return send(body.toString());
    }

    private int send(String json) {
        return new CaseDeed(desktop, options, caseRef)
                .ask("answers", json, detail -> CaseDeed.told(detail, "the answer"));
    }
}
