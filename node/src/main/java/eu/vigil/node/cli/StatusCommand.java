package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.cli.NodeClient.Question;
import eu.vigil.node.logging.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigil status}: how the node and its links are. */
@Command(name = "status", description = "Show how the node and its links are; exit code 2 if a part of it is not well.")
final class StatusCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    StatusCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        return desktop.node()
                .ask(
                        options,
                        new Question.Get("/api/v1/status"),
                        status -> desktop.node()
                                .ask(options, new Question.Get("/health/ready"), health -> show(status, health)));
    }

    private int show(JsonNode status, JsonNode health) {
        ObjectNode both = status.deepCopy();
        both.set("health", health);
        int shown = desktop.screen().show(() -> text(status, health), () -> both);
        return shown == Exit.OK && !health.path("ready").asBoolean() ? Exit.DEGRADED : shown;
    }

    private String text(JsonNode status, JsonNode health) {
        Times times = desktop.times();
        List<String> checks = new ArrayList<>();
        health.path("checks")
                .forEach(check -> checks.add("%s %s"
                        .formatted(
                                check.path("name").asText(),
                                check.path("well").asBoolean()
                                        ? "ok"
                                        : "NOT WELL: " + check.path("detail").asText())));
        Table links =
                new Table("NETWORK", "PEER", "LINK", "PEER'S LINK", "QUEUED", "OLDEST", "LAST RECEIPT", "TROUBLE");
        status.path("networks")
                .forEach(network -> network.path("peers")
                        .forEach(peer -> links.row(
                                network.path("network").asText(),
                                peer.path("peer").asText(),
                                peer.path("dialled").asText(),
                                peer.path("listening").asBoolean() ? "OPEN" : "-",
                                peer.path("queued").asText(),
                                times.of(peer.path("oldestQueuedAt")),
                                times.of(peer.path("lastReceiptAt")),
                                peer.path("trouble").asText("-"))));
        JsonNode counts = status.path("counts");
        return """
                %s, vigil %s, since %s
                %s: %s

                %s
                drafts %d, without receipt %d, not acknowledged %d, to indicate %d, overdue %d, incidents %d
                """.formatted(
                        Visible.of(status.path("participant").asText()),
                        Visible.of(status.path("version").asText()),
                        times.of(status.path("startedAt")),
                        health.path("ready").asBoolean() ? "ready" : "NOT READY",
                        Visible.of(String.join(", ", checks)),
                        links,
                        counts.path("drafts").asInt(),
                        counts.path("unreceipted").asInt(),
                        counts.path("unacknowledged").asInt(),
                        counts.path("awaitingFeasibility").asInt(),
                        counts.path("overdue").asInt(),
                        counts.path("openIncidents").asInt());
    }
}
