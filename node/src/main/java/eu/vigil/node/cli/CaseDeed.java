package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.cli.NodeClient.Question;
import eu.vigil.node.logging.Visible;
import java.util.function.Function;

/** A deed done to a case: asked of the node, and told in one line; as JSON the whole case as it then stands. */
final class CaseDeed {
    private final Desktop desktop;
    private final NodeOptions options;
    private final String caseRef;

    CaseDeed(Desktop desktop, NodeOptions options, String caseRef) {
        this.desktop = desktop;
        this.options = options;
        this.caseRef = caseRef;
    }

    /** Does what {@code word} names in the API, and says nothing if it succeeds. */
    int quietly(String word, ObjectNode body) {
        return desktop.node().ask(options, question(word, body.toString()), _ -> Exit.OK);
    }

    /** Does what {@code word} names in the API; {@code said} makes the line from the case. */
    int ask(String word, ObjectNode body, Function<JsonNode, String> said) {
        return ask(word, body.toString(), said);
    }

    /** The same with JSON to be taken as it stands. */
    int ask(String word, String json, Function<JsonNode, String> said) {
        return desktop.node()
                .ask(
                        options,
                        question(word, json),
                        detail -> desktop.screen().show(() -> said.apply(detail), () -> detail));
    }

    private Question question(String word, String json) {
        return new Question.Post("/api/v1/requests/%s/%s".formatted(Query.segment(caseRef), word), json);
    }

    /** A field of the case, fit for a terminal. */
    static String text(JsonNode detail, String field) {
        return Visible.of(detail.path(field).asText("-"));
    }

    /** What became of an answer: on its way, or waiting for a second person. */
    static String told(JsonNode detail, String what) {
        return detail.has("draft")
                ? "%s: %s waits for an approver; nothing has left (content %s)"
                        .formatted(
                                text(detail, "caseRef"),
                                what,
                                Visible.of(detail.path("draft").path("content").asText()))
                : "%s: %s is on its way to %s (%s)"
                        .formatted(text(detail, "caseRef"), what, text(detail, "peer"), text(detail, "state"));
    }
}
