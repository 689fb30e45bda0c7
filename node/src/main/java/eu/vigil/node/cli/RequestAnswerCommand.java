package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.wire.KindRule;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil request answer}: answers a request, which ends it; or says anything else that can be said of it. */
@Command(
        name = "answer",
        description = {
            "Answer the request, in whole or in part; that ends it.",
            "With --kind, say anything else of it: vigil request kinds lists what, vigil request template --kind K says with which fields."
        })
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

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "What is said, such as Postponement (default: Answer, or what the file says).")
    private @Nullable String kind;

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE",
            description = "With --kind: a field, such as reasons=...; a list's field may be given several times.")
    private List<String> fields = List.of();

    RequestAnswerCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        if (kind != null) {
            return said(kind);
        }
        if (!fields.isEmpty()) {
            return desktop.screen().malformed("--set goes with --kind");
        }
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

    /** Any kind of answer: from a file, from its fields, or its one text. */
    private int said(String name) {
        Optional<MessageKind> known = MessageKind.named(name).filter(one -> one.sort() == KindRule.Sort.ANSWER);
        if (known.isEmpty()) {
            return desktop.screen()
                    .malformed("--kind: '%s' is no answer; there are %s"
                            .formatted(
                                    name,
                                    MessageKind.all().stream()
                                            .filter(one -> one.sort() == KindRule.Sort.ANSWER)
                                            .map(MessageKind::name)
                                            .collect(Collectors.joining(", "))));
        }
        if (partly || (file == null ? 0 : 1) + (text == null ? 0 : 1) + (fields.isEmpty() ? 0 : 1) != 1) {
            return desktop.screen()
                    .malformed("with --kind give one of --file FILE, --text TEXT, --set FIELD=VALUE ...");
        }
        if (file != null) {
            return switch (DraftFile.read(desktop.surroundings(), file)) {
                case DraftFile.Reading.Unreadable(var sentence) ->
                    desktop.screen().malformed(sentence);
                case DraftFile.Reading.Read(var json) -> send(json);
            };
        }
        return switch (BodyFields.read(known.get(), text == null ? fields : List.of("text=" + text))) {
            case BodyFields.Reading.Wrong(var sentences) -> desktop.screen().malformed(sentences);
            case BodyFields.Reading.Read(var body) -> send(body.toString());
        };
    }

    private int send(String json) {
        return new CaseDeed(desktop, options, caseRef)
                .ask("answers", json, detail -> CaseDeed.told(detail, "the answer"));
    }
}
