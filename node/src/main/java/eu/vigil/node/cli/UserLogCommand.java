package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.node.cli.NodeClient.Question;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil user log}: all that was done to accounts. */
@Command(
        name = "log",
        description =
                "Show what was done to accounts, newest first. What the data-protection officer reads is marked as seen.")
final class UserLogCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Option(names = "--unseen", description = "Only what no data-protection officer has read.")
    private boolean unseen;

    @Option(
            names = "--before",
            paramLabel = "ENTRY",
            description = "Only lines before this one, as the list before said.")
    private @Nullable Long before;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 200 (default: 50).")
    private @Nullable Integer limit;

    UserLogCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        Query query = new Query("/api/v1/user-log")
                .with("unseen", unseen ? "true" : null)
                .with("before", before)
                .with("limit", limit);
        return desktop.node()
                .ask(
                        options,
                        new Question.Get(query.toString()),
                        listing -> desktop.screen().show(() -> text(listing), () -> listing));
    }

    private String text(JsonNode listing) {
        if (listing.path("entries").isEmpty()) {
            return "no lines\n";
        }
        Times times = desktop.times();
        Table table =
                new Table("ENTRY", "WHEN", "WHO", "WHAT", "ABOUT", "CHANGE", "DETAIL", "REASON", "OFFICER SAW IT");
        for (JsonNode entry : listing.path("entries")) {
            table.row(
                    entry.path("entry").asText(),
                    times.of(entry.path("at")),
                    entry.path("who").asText(),
                    entry.path("what").asText().replace('_', ' '),
                    entry.path("about").asText(),
                    entry.path("change").asText("-"),
                    entry.path("detail").asText(),
                    entry.path("reason").asText("-"),
                    entry.has("seenAt") ? times.of(entry.get("seenAt")) : "NOT YET");
        }
        String more = listing.has("next")
                ? "\nmore: vigil user log --before %d\n"
                        .formatted(listing.get("next").asLong())
                : "";
        return table + more;
    }
}
