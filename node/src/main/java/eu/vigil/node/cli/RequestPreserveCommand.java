package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.protocol.casework.Deadlines;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
        description = "Confirm that data is held: what, since when and until when (at least 60 days).")
final class RequestPreserveCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "CASE", description = "The case, such as BE-2026-000123.")
    private String caseRef = "";

    @Option(
            names = "--what",
            required = true,
            paramLabel = "TEXT",
            description = "What is held; may be given several times.")
    private List<String> what = List.of();

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
        Instant from = since == null ? desktop.surroundings().clock().instant().truncatedTo(ChronoUnit.SECONDS) : since;
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode held = body.putObject("preservation_confirmation");
        ArrayNode items = held.putArray("what");
        what.forEach(items::add);
        held.put("held_since", from.toString())
                .put("held_until", (until == null ? from.plus(Deadlines.HOLD_MIN) : until).toString());
        return new CaseDeed(desktop, options, caseRef)
                .ask("answers", body, detail -> CaseDeed.told(detail, "the confirmation"));
    }
}
