package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.cli.NodeClient.Question;
import eu.vigil.node.logging.Visible;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil peer ping}: asks another node whether it is there, over the whole way that a request takes. */
@Command(
        name = "ping",
        description =
                "Ask a peer's node whether it is there: sealed, journalled, receipted and answered like any message.")
final class PeerPingCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "PEER", description = "The participant, such as FR.")
    private String peer = "";

    @Option(names = "--network", paramLabel = "NETWORK", description = "If both are in several networks: which.")
    private @Nullable String network;

    PeerPingCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (network != null) {
            body.put("network", network);
        }
        return desktop.node()
                .ask(
                        options,
                        new Question.Post("/api/v1/peers/%s/ping".formatted(Query.segment(peer)), body.toString()),
                        answer -> {
                            boolean there = answer.has("roundTripMs");
                            String who = Visible.of(answer.path("peer").asText());
                            int shown = desktop.screen()
                                    .show(
                                            () -> there
                                                    ? String.format(
                                                            Locale.ROOT,
                                                            "%s answers after %.0f ms",
                                                            who,
                                                            answer.path("roundTripMs")
                                                                    .asDouble())
                                                    : "%s has not answered; vigil status says how the links stand"
                                                            .formatted(who),
                                            () -> answer);
                            return there ? shown : Exit.FAILED;
                        });
    }
}
