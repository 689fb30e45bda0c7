package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.node.cli.NodeClient.Question;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil drill report}: how far each contact point can be relied on. */
@Command(
        name = "report",
        description = "How far each contact point could be relied on: its node, its people, and how soon a human came.")
final class DrillReportCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Option(names = "--days", paramLabel = "N", description = "Over so many days, 1 to 400 (default: 30 and 365).")
    private @Nullable Integer days;

    DrillReportCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        return desktop.node()
                .ask(
                        options,
                        new Question.Get(new Query("/api/v1/drill-report")
                                .with("days", days)
                                .toString()),
                        report -> desktop.screen().show(() -> text(report), () -> report));
    }

    private static String text(JsonNode report) {
        Table table =
                new Table("NETWORK", "PEER", "DAYS", "ITS NODE ANSWERED", "A HUMAN CAME", "MEDIAN", "95 OF 100 WITHIN");
        for (JsonNode line : report.path("peers")) {
            JsonNode machine = line.path("machine");
            JsonNode human = line.path("human");
            table.row(
                    line.path("network").asText(),
                    line.path("peer").asText(),
                    line.path("days").asText(),
                    DrillTexts.share(machine.path("availability"), machine.path("tests")),
                    DrillTexts.share(human.path("availability"), human.path("drills")),
                    DrillTexts.time(human.path("medianSeconds")),
                    DrillTexts.time(human.path("p95Seconds")));
        }
        return table.toString();
    }
}
