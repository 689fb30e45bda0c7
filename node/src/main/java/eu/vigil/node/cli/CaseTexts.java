package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.node.logging.Visible;
import eu.vigil.protocol.casework.Deadlines;
import eu.vigil.protocol.form.Form;
import eu.vigil.protocol.form.Shown;
import eu.vigil.protocol.form.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Cases as a person reads them. */
final class CaseTexts {
    private final Times times;
    private final Instant now;
    private final Shown messages;

    CaseTexts(Desktop desktop) {
        this(desktop, Words.english());
    }

    /** Messages in the words of a language. */
    CaseTexts(Desktop desktop, Words words) {
        this.messages = new Shown(
                words, instant -> desktop.times().of(Instant.ofEpochSecond(instant.getSeconds(), instant.getNanos())));
        this.times = desktop.times();
        this.now = desktop.surroundings().clock().instant();
    }

    /** Many, a line each. */
    String list(JsonNode listing) {
        if (listing.path("cases").isEmpty()) {
            return "no cases\n";
        }
        Table table = new Table("CASE", "PEER", "KIND", "URGENCY", "STATE", "INDICATE BY", "CHANGED");
        for (JsonNode one : listing.path("cases")) {
            table.row(
                    one.path("caseRef").asText(),
                    peer(one),
                    one.path("kind").asText() + (one.path("drill").asBoolean() ? " (drill)" : ""),
                    one.path("urgency").asText(),
                    one.path("state").asText(),
                    left(one.path("feasibilityDue")),
                    times.of(one.path("changedAt")));
        }
        String more = listing.has("next")
                ? "\nmore: vigil request list --cursor %s\n"
                        .formatted(Visible.of(listing.get("next").asText()))
                : "";
        return table + more;
    }

    /** One, with all that happened to it. */
    String show(JsonNode one) {
        StringBuilder text = new StringBuilder();
        line(text, "case", one.path("caseRef").asText() + (one.path("drill").asBoolean() ? "  DRILL" : ""));
        line(text, "state", one.path("state").asText());
        line(text, "peer", peer(one) + " (" + one.path("network").asText() + ")");
        line(
                text,
                "kind",
                one.path("kind").asText() + ", " + one.path("urgency").asText());
        if (one.has("nationalReference")) {
            line(text, "reference", one.get("nationalReference").asText());
        }
        if (one.has("receivedAt")) {
            line(text, "received", times.of(one.get("receivedAt")));
        }
        if (one.has("feasibilityDue")) {
            line(text, "indicate by", times.of(one.get("feasibilityDue")) + "  " + left(one.get("feasibilityDue")));
        }
        if (one.has("indicatedAt")) {
            line(text, "indicated", times.of(one.get("indicatedAt")));
        }
        if (one.has("heldUntil")) {
            line(text, "held until", times.of(one.get("heldUntil")) + "  " + left(one.get("heldUntil")));
        }
        if (one.has("questions")) {
            line(text, "questions", one.get("questions").asInt() + " wait for the requesting State's reply");
        }
        if (one.has("concerns")) {
            line(text, "concerns", one.get("concerns").asText());
        }
        if (one.has("linked")) {
            List<String> linked = new ArrayList<>();
            one.get("linked").forEach(other -> linked.add(other.asText()));
            line(text, "linked", String.join(", ", linked) + "  (only this node knows)");
        }
        draft(text, one.path("draft"));
        Table timeline = new Table("WHEN", "WHAT", "WHO", "DETAIL");
        for (JsonNode entry : one.path("timeline")) {
            timeline.row(
                    times.of(entry.path("at")),
                    entry.path("happening").asText(),
                    entry.path("person").asText("-"),
                    entry.path("detail").asText("")
                            + (entry.has("proof")
                                    ? " [proved, leaf %d of %d]"
                                            .formatted(
                                                    entry.path("proof")
                                                            .path("leafIndex")
                                                            .asLong(),
                                                    entry.path("proof")
                                                            .path("treeSize")
                                                            .asLong())
                                    : ""));
        }
        text.append('\n').append(timeline);
        if (one.path("draft").isMissingNode() || one.path("side").asText().equals("REQUESTED")) {
            section(text, "request", one.path("request"));
        }
        if (one.has("draft")) {
            section(
                    text,
                    "waits: " + one.path("draft").path("kind").asText(),
                    one.path("draft").path("text"));
        }
        for (JsonNode answer : one.path("answers")) {
            section(
                    text,
                    "%s from %s, %s"
                            .formatted(
                                    answer.path("kind").asText(),
                                    answer.path("sender").asText(),
                                    times.of(answer.path("at"))),
                    answer.path("text"));
        }
        return text.toString();
    }

    /** What waits, and the digest by which it is approved. */
    private static void draft(StringBuilder text, JsonNode draft) {
        if (draft.isMissingNode()) {
            return;
        }
        List<String> writers = new ArrayList<>();
        draft.path("writtenBy").forEach(writer -> writers.add(writer.asText()));
        line(
                text,
                "waits",
                "%s by %s, %s"
                        .formatted(
                                draft.path("kind").asText(),
                                String.join(", ", writers),
                                draft.has("approvedBy")
                                        ? "approved by "
                                                + draft.get("approvedBy").asText()
                                        : "approved by nobody"));
        line(text, "content", draft.path("content").asText());
    }

    private void section(StringBuilder text, String title, JsonNode body) {
        text.append('\n').append(Visible.of(title)).append(":\n");
        for (Shown.Line line : messages.lines(Form.message(body.toString()))) {
            String indent = "  ".repeat(line.depth() + 1);
            // A text of several lines stays below its label.
            String value = line.value().strip().replace("\n", "\n" + indent + "  ");
            text.append(Visible.lines(indent + line.label() + (value.isEmpty() ? "" : ": " + value)))
                    .append('\n');
        }
    }

    private static String peer(JsonNode one) {
        return (one.path("side").asText().equals("REQUESTING") ? "to " : "from ")
                + one.path("peer").asText();
    }

    private String left(JsonNode due) {
        return due.isTextual() ? Deadlines.left(now, Instant.parse(due.textValue())) : "-";
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("%-12s%s%n".formatted(name, Visible.of(value)));
    }
}
