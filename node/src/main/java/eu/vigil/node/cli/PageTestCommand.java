package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.cli.NodeClient.Question;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil page test}: whether a page would get through. */
@Command(
        name = "test",
        description = {
            "Send a real page that says it is a test, through all channels, one, or those of a person. No incident is opened.",
            "With --live, open a drill instead: real pages as for an urgent request, until somebody acknowledges, for an hour at most.",
            "Exit code 0 if all were delivered, 2 if some were, 1 if none was; with --until-ack 0 if a human came and 1 if not."
        })
final class PageTestCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Option(names = "--channel", paramLabel = "NAME", description = "Only this one of escalation.channels.")
    private @Nullable String channel;

    @Option(names = "--person", paramLabel = "ID", description = "Only those of this one of escalation.people.")
    private @Nullable String person;

    @Option(names = "--live", description = "Page whoever is on call as for an urgent request, marked as a drill.")
    private boolean live;

    @Option(names = "--until-ack", description = "With --live: wait until somebody has acknowledged.")
    private boolean untilAck;

    PageTestCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        if (channel != null && person != null) {
            return desktop.screen().malformed("--channel, --person: name one of them, or neither for all channels");
        }
        if ((channel != null && channel.isBlank()) || (person != null && person.isBlank())) {
            return desktop.screen().malformed("--channel, --person: must not be empty");
        }
        if (live && (channel != null || person != null)) {
            return desktop.screen()
                    .malformed("--live: pages whom the policy says; leave out --channel and --person, or --live");
        }
        if (untilAck && !live) {
            return desktop.screen().malformed("--until-ack: needs --live; a test page has nothing to acknowledge");
        }
        if (live) {
            return new LiveDrill(desktop, options).run(untilAck);
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (channel != null) {
            body.put("channel", channel);
        }
        if (person != null) {
            body.put("person", person);
        }
        return desktop.node().ask(options, new Question.Post("/api/v1/pages/test", body.toString()), this::show);
    }

    private int show(JsonNode trial) {
        int delivered = 0;
        Table table = new Table("CHANNEL", "HOST", "RESULT", "MS");
        for (JsonNode attempt : trial.path("attempts")) {
            delivered += attempt.path("delivered").asBoolean() ? 1 : 0;
            table.row(
                    attempt.path("channel").asText(),
                    attempt.path("host").asText(),
                    attempt.path("result").asText(),
                    attempt.path("ms").asText());
        }
        int shown = desktop.screen().show(table::toString, () -> trial);
        if (shown != Exit.OK || delivered == trial.path("attempts").size()) {
            return shown;
        }
        return delivered == 0 ? Exit.FAILED : Exit.DEGRADED;
    }
}
