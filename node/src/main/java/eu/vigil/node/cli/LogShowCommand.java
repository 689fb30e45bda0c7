package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.node.cli.NodeClient.Question;
import eu.vigil.node.logging.Visible;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil log show}: the pair log with a peer. */
@Command(name = "show", description = "Show the pair log with a peer: what came from it and what went to it, in proof.")
final class LogShowCommand implements Callable<Integer> {
    private static final int DIGEST_CHARACTERS = 16;

    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "PEER", description = "The participant, such as FR or BE/BANK-1.")
    private String peer = "";

    @Option(
            names = "--network",
            paramLabel = "NETWORK",
            description = "Which, if the peer shares several with the node.")
    private @Nullable String network;

    @Option(names = "--from", paramLabel = "INDEX", description = "From this entry on (default: 0).")
    private @Nullable Long from;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 200 (default: 50).")
    private @Nullable Integer limit;

    LogShowCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        Query query = new Query("/api/v1/log/" + Query.segment(peer))
                .with("network", network)
                .with("from", from)
                .with("limit", limit);
        return desktop.node()
                .ask(
                        options,
                        new Question.Get(query.toString()),
                        log -> desktop.screen().show(() -> text(log), () -> log));
    }

    private String text(JsonNode log) {
        Times times = desktop.times();
        Table table = new Table("ENTRY", "WHAT", "WHEN", "MESSAGE", "DECISION", "DIGEST");
        for (JsonNode entry : log.path("entries")) {
            String digest = entry.path("digest").asText();
            table.row(
                    entry.path("index").asText(),
                    entry.path("type").asText(),
                    times.of(entry.path("receivedAt")),
                    entry.path("messageId").asText(),
                    entry.path("decision").asText(),
                    digest.substring(0, Math.min(DIGEST_CHARACTERS, digest.length())));
        }
        String more = log.has("next")
                ? "\nmore: vigil log show %s --from %d\n"
                        .formatted(Visible.of(peer), log.get("next").asLong())
                : "";
        return "%s, %d entries, root %s\n\n%s%s"
                .formatted(
                        Visible.of(log.path("origin").asText()),
                        log.path("treeSize").asLong(),
                        Visible.of(log.path("root").asText()),
                        table,
                        more);
    }
}
