package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.cli.NodeClient.Question;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil drill run}: whether a contact point is there, its node or its people. */
@Command(
        name = "run",
        description = {
            "Try whether a contact point is there: its node (machine), or its duty officer, who is really paged (human).",
            "Exit code 0 if it has answered or is not waited for, 1 if it has not."
        })
final class DrillRunCommand implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration MACHINE_WAIT = Duration.ofSeconds(10);

    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Option(names = "--peer", paramLabel = "PEER", required = true, description = "The participant, such as FR.")
    private String peer = "";

    @Option(names = "--network", paramLabel = "NETWORK", description = "If both are in several networks: which.")
    private @Nullable String network;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            defaultValue = "machine",
            description = "machine asks the node, human pages the duty officer (default: machine).")
    private String level = "machine";

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            description =
                    "How long to wait for the answer, like PT10M (default: 10 s for a machine, not at all for a human).")
    private @Nullable Duration wait;

    DrillRunCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("peer", peer).put("level", level);
        if (network != null) {
            body.put("network", network);
        }
        return new UntilDone(desktop, options, LOOK_EVERY)
                .run(
                        new Question.Post("/api/v1/drills", body.toString()),
                        this::most,
                        drill -> new Question.Get(
                                "/api/v1/drills/" + drill.path("drill").asText()),
                        drill -> drill.has("endedAt"),
                        drill -> {
                            int shown = desktop.screen()
                                    .show(() -> DrillTexts.sentence(drill, desktop.times()), () -> drill);
                            return most(drill).isZero()
                                            || drill.path("answered").asBoolean()
                                    ? shown
                                    : Exit.FAILED;
                        });
    }

    private Duration most(JsonNode drill) {
        boolean machine = drill.path("level").asText().equals("MACHINE");
        return wait != null ? wait : machine ? MACHINE_WAIT : Duration.ZERO;
    }
}
