package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.logging.Visible;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What an audit found, slice by slice put together for each peer. */
final class AuditReport {
    private static final int ROOT_CHARACTERS = 16;

    private final Map<String, ObjectNode> peers = new LinkedHashMap<>();
    private Optional<String> next = Optional.empty();

    /** Adds a slice. */
    int add(JsonNode slice) {
        slice.path("parts").forEach(this::part);
        next = slice.has("next") ? Optional.of(slice.get("next").asText()) : Optional.empty();
        return Exit.OK;
    }

    /** Where the next slice begins. */
    Optional<String> next() {
        return next;
    }

    private void part(JsonNode part) {
        String network = part.path("network").asText();
        String peer = part.path("peer").asText();
        ObjectNode line = peers.computeIfAbsent(network + " " + peer, _ -> {
            ObjectNode fresh = JsonNodeFactory.instance
                    .objectNode()
                    .put("network", network)
                    .put("peer", peer)
                    .put("holds", true)
                    .put("entries", 0L)
                    .put("receipts", 0L);
            fresh.putArray("faults");
            fresh.putArray("unchecked");
            return fresh;
        });
        switch (part.path("what").asText()) {
            case "OUR_LOG" -> {
                sum(line, "entries", part);
                if (part.has("root")) {
                    line.set("head", part.get("root"));
                }
            }
            case "PEERS_HEAD" -> line.set("peersHead", part.get("size"));
            case "RECEIPTS" -> sum(line, "receipts", part);
            default -> {
                // a newer node checks more; its faults count all the same
            }
        }
        ((ArrayNode) line.get("faults")).addAll((ArrayNode) part.path("faults"));
        ((ArrayNode) line.get("unchecked")).addAll((ArrayNode) part.path("unchecked"));
        line.put("holds", line.get("faults").isEmpty());
    }

    private static void sum(ObjectNode line, String name, JsonNode part) {
        line.put(name, line.path(name).asLong() + part.path("checked").asLong());
    }

    int exit() {
        if (peers.values().stream().anyMatch(line -> !line.path("faults").isEmpty())) {
            return Exit.FAILED;
        }
        return peers.values().stream().anyMatch(line -> !line.path("unchecked").isEmpty()) ? Exit.DEGRADED : Exit.OK;
    }

    JsonNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("holds", exit() != Exit.FAILED);
        ArrayNode logs = json.putArray("logs");
        peers.values().forEach(logs::add);
        return json;
    }

    String text() {
        if (peers.isEmpty()) {
            return "no log has an entry yet\n";
        }
        Table table = new Table("NETWORK", "PEER", "ENTRIES", "HEAD", "PEER'S HEAD", "RECEIPTS", "RESULT");
        StringBuilder findings = new StringBuilder();
        for (JsonNode line : peers.values()) {
            String head = line.path("head").asText("-");
            table.row(
                    line.path("network").asText(),
                    line.path("peer").asText(),
                    line.path("entries").asText(),
                    head.substring(0, Math.min(ROOT_CHARACTERS, head.length())),
                    line.has("peersHead")
                            ? "%s entries".formatted(line.get("peersHead").asText())
                            : "-",
                    line.path("receipts").asText(),
                    result(line));
            line.path("faults")
                    .forEach(fault -> finding(
                            findings,
                            line,
                            "DOES NOT HOLD",
                            "%s: %s"
                                    .formatted(
                                            fault.path("where").asText(),
                                            fault.path("why").asText())));
            line.path("unchecked").forEach(what -> finding(findings, line, "NOT CHECKED", what.asText()));
        }
        return findings.isEmpty() ? table.toString() : table + "\n" + findings;
    }

    private static String result(JsonNode line) {
        int faults = line.path("faults").size();
        if (faults > 0) {
            return faults == 1 ? "1 DOES NOT HOLD" : "%d DO NOT HOLD".formatted(faults);
        }
        return line.path("unchecked").isEmpty() ? "all hold" : "holds as far as checked";
    }

    private static void finding(StringBuilder findings, JsonNode line, String how, String what) {
        findings.append(Visible.of("%s in %s: %s: %s"
                        .formatted(
                                line.path("peer").asText(), line.path("network").asText(), how, what)))
                .append('\n');
    }
}
