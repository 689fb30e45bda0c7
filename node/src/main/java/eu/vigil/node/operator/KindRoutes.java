package eu.vigil.node.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.protocol.form.FormPage;
import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.form.Words;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What can be said, and with which forms, in each language. */
final class KindRoutes {
    private final Map<String, Words> languages = Words.LANGUAGES.stream()
            .collect(Collectors.toUnmodifiableMap(
                    Function.identity(), tag -> Words.in(tag).orElseThrow()));

    Reply list(Call call) {
        Ask ask = new Ask(call.query(), "language");
        Words words = words(ask);
        return ask.wrong().orElseGet(() -> {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            ArrayNode kinds = json.putArray("kinds");
            for (MessageKind kind : MessageKind.all()) {
                kinds.addObject()
                        .put("kind", kind.name())
                        .put("sort", kind.sort().name().toLowerCase(Locale.ROOT))
                        .put("label", words.label(kind))
                        .put("help", words.help(kind))
                        .put("opensCase", kind.opensCase());
            }
            return Reply.json(200, json);
        });
    }

    Reply form(Call call) {
        Ask ask = new Ask(call.query(), "language");
        Words words = words(ask);
        Optional<MessageKind> kind = MessageKind.named(call.parameter("kind"));
        return ask.wrong()
                .orElseGet(() -> kind.map(one -> Reply.json(200, json(FormPage.of(one, words))))
                        .orElseGet(() -> Reply.problem(Problem.of(Problem.Kind.NOT_FOUND, "there is no such kind"))));
    }

    private Words words(Ask ask) {
        return ask.value(
                        "language",
                        tag -> Optional.ofNullable(languages.get(tag))
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "there is none of that tag; there are " + String.join(", ", Words.LANGUAGES))))
                .orElseGet(() -> languages.values().stream()
                        .filter(one -> one.language().equals("en"))
                        .findFirst()
                        .orElseThrow());
    }

    private static ObjectNode json(FormPage page) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("kind", page.kind().name())
                .put("label", page.label())
                .put("help", page.help());
        ArrayNode sections = json.putArray("sections");
        for (FormPage.Section section : page.sections()) {
            ObjectNode one = sections.addObject()
                    .put("path", section.path())
                    .put("label", section.label())
                    .put("help", section.help())
                    .put("mandatory", section.mandatory())
                    .put("manyMax", section.manyMax());
            ArrayNode fields = one.putArray("fields");
            section.fields().forEach(field -> fields.add(json(field)));
        }
        return json;
    }

    private static ObjectNode json(FormPage.Field field) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("path", field.path())
                .put("label", field.label())
                .put("help", field.help())
                .put("input", field.input().name())
                .put("mandatory", field.mandatory())
                .put("manyMax", field.manyMax())
                .put("example", field.example());
        field.charsMax().ifPresent(most -> json.put("charsMax", most));
        if (!field.choices().isEmpty()) {
            ArrayNode choices = json.putArray("choices");
            field.choices()
                    .forEach(choice ->
                            choices.addObject().put("code", choice.code()).put("label", choice.label()));
        }
        return json;
    }
}
