package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.protocol.form.Form;
import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.form.Rules;
import eu.vigil.protocol.form.Violation;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vigil request check}: everything that is wrong with a draft at once. Needs no node. */
@Command(name = "check", description = "Check a draft and name everything that is wrong; needs no node.")
final class RequestCheckCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Screen screen;

    @Parameters(paramLabel = "FILE", description = "The draft; - for standard input.")
    private String file = "";

    RequestCheckCommand(Surroundings surroundings, Screen screen) {
        this.surroundings = surroundings;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        return switch (DraftFile.read(surroundings, file)) {
            case DraftFile.Reading.Unreadable(var sentence) -> screen.malformed(sentence);
            case DraftFile.Reading.Read(var text) -> check(text);
        };
    }

    private int check(String text) {
        return switch (new Form(new Rules()).read(text)) {
            case Form.Drafted(var draft) -> {
                String kind =
                        MessageKind.of(draft.message()).map(MessageKind::name).orElse("message");
                String to = draft.message().getHeader().getRecipient();
                yield screen.show(
                        () -> "%s to %s keeps all rules".formatted(kind, to),
                        () -> JsonNodeFactory.instance
                                .objectNode()
                                .put("ok", true)
                                .put("kind", kind)
                                .put("to", to));
            }
            case Form.Wrong(var violations) ->
                screen.failed(violations.stream().map(Violation::toString).toList(), () -> json(violations));
        };
    }

    private static ObjectNode json(List<Violation> violations) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("ok", false);
        ArrayNode list = json.putArray("violations");
        violations.forEach(violation -> list.addObject()
                .put("field", violation.path())
                .put("message", violation.rule())
                .put("right", violation.right()));
        return json;
    }
}
