package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.node.logging.Visible;

/** An incident and its pages in words. */
final class CallTexts {
    private CallTexts() {}

    static String table(JsonNode call) {
        Table table = new Table("PERSON", "CHANNEL", "STATE", "TRIES", "RESULT");
        call.path("pages")
                .forEach(page -> table.row(
                        page.path("person").asText("-"),
                        page.path("channel").asText(),
                        page.path("state").asText(),
                        page.path("attempts").asText(),
                        page.path("result").asText("-")));
        return "%s: %s, %s%n%s"
                .formatted(
                        Visible.of(call.path("incident").asText()),
                        Visible.of(call.path("cause").asText()),
                        state(call),
                        table);
    }

    private static String state(JsonNode call) {
        return switch (call.path("state").asText()) {
            case "OPEN" -> "nobody has acknowledged it yet";
            case "ACKNOWLEDGED" ->
                call.has("acknowledgedBy")
                        ? Visible.of(call.get("acknowledgedBy").asText()) + " has acknowledged it"
                        : "acknowledged by nobody in particular";
            default -> "closed";
        };
    }
}
