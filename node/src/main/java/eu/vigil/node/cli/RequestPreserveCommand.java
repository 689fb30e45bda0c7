package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.logging.Visible;
import eu.vigil.protocol.casework.Deadlines;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil request preserve}: confirms that data is held. */
@Command(
        name = "preserve",
        description = {
            "Confirm that data is held: what, since when and until when (at least 60 days).",
            "With --with, what is held already for another State that asked for the same: one hold, an answer to each."
        })
final class RequestPreserveCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "CASE", description = "The case, such as BE-2026-000123.")
    private String caseRef = "";

    @Option(names = "--what", paramLabel = "TEXT", description = "What is held; may be given several times.")
    private List<String> what = List.of();

    @Option(
            names = "--with",
            paramLabel = "CASE",
            description =
                    "Another received case under which the same is held: the two are linked, and its hold is confirmed.")
    private @Nullable String other;

    @Option(
            names = "--since",
            paramLabel = "INSTANT",
            description = "Since when it is held: 2026-03-29T05:42:00Z (default: now).")
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "INSTANT",
            description = "Until when at least: 2026-05-28T05:42:00Z (default: 60 days after --since).")
    private @Nullable Instant until;

    RequestPreserveCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        if (what.isEmpty() == (other == null) || (other != null && (since != null || until != null))) {
            return desktop.screen()
                    .malformed("say what is held: --what TEXT, with --since and --until; or --with CASE alone");
        }
        return other == null ? confirm(fresh()) : sameAs(other);
    }

    /** The hold of another case: linked first, so that nothing is confirmed twice that is not held together. */
    private int sameAs(String linked) {
        NodeClient.Question look = new NodeClient.Question.Get("/api/v1/requests/" + Query.segment(linked));
        return desktop.node().ask(options, look, detail -> {
            List<JsonNode> held = new ArrayList<>(detail.path("answers").findValues("preservation_confirmation"));
            if (held.isEmpty() || !detail.has("heldUntil")) {
                return desktop.screen().failed("nothing is held under %s".formatted(Visible.of(linked)));
            }
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.set("preservation_confirmation", held.getLast());
            int done = new CaseDeed(desktop, options, caseRef)
                    .quietly("links", JsonNodeFactory.instance.objectNode().put("with", linked));
            return done == Exit.OK ? confirm(body) : done;
        });
    }

    private ObjectNode fresh() {
        Instant from = since == null ? desktop.surroundings().clock().instant().truncatedTo(ChronoUnit.SECONDS) : since;
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode held = body.putObject("preservation_confirmation");
        ArrayNode items = held.putArray("what");
        what.forEach(items::add);
        held.put("held_since", from.toString())
                .put("held_until", (until == null ? from.plus(Deadlines.HOLD_MIN) : until).toString());
        return body;
    }

    private int confirm(ObjectNode body) {
        return new CaseDeed(desktop, options, caseRef)
                .ask("answers", body, detail -> CaseDeed.told(detail, "the confirmation"));
    }
}
