package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.node.cli.NodeClient.Question;
import eu.vigil.node.logging.Visible;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil page list}: whom the node called, when, and what came of it. */
@Command(name = "list", description = "List pages, newest first: whom the node called and what came of it.")
final class PageListCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Option(names = "--open", description = "Only those of incidents that nobody has acknowledged yet.")
    private boolean open;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 200 (default: 50).")
    private @Nullable Integer limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Where to go on, as the list before said.")
    private @Nullable String cursor;

    PageListCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        Query query = new Query("/api/v1/pages")
                .with("open", open ? "true" : null)
                .with("limit", limit)
                .with("cursor", cursor);
        return desktop.node()
                .ask(
                        options,
                        new Question.Get(query.toString()),
                        listing -> desktop.screen().show(() -> text(listing), () -> listing));
    }

    private String text(JsonNode listing) {
        if (listing.path("pages").isEmpty()) {
            return "no pages\n";
        }
        Times times = desktop.times();
        Table table = new Table(
                "INCIDENT",
                "CAUSE",
                "CASE",
                "STEP",
                "PERSON",
                "CHANNEL",
                "STATE",
                "TRIES",
                "LAST TRY",
                "RESULT",
                "ACKNOWLEDGED");
        for (JsonNode page : listing.path("pages")) {
            table.row(
                    page.path("incident").asText(),
                    page.path("cause").asText(),
                    page.path("caseRef").asText("-"),
                    page.path("step").asText(),
                    page.path("person").asText("-"),
                    page.path("channel").asText(),
                    page.path("state").asText(),
                    page.path("attempts").asText(),
                    times.of(page.path("lastAttemptAt")),
                    page.path("result").asText("-"),
                    page.has("acknowledgedAt")
                            ? "%s by %s"
                                    .formatted(
                                            times.of(page.get("acknowledgedAt")),
                                            page.path("acknowledgedBy").asText("-"))
                            : "-");
        }
        String more = listing.has("next")
                ? "\nmore: vigil page list --cursor %s\n"
                        .formatted(Visible.of(listing.get("next").asText()))
                : "";
        return table + more;
    }
}
