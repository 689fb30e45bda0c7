package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.cli.NodeClient.Question;
import eu.vigil.node.logging.Visible;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil request ack}: tells the requesting State that a human has it. */
@Command(name = "ack", description = "Acknowledge a request: a human has it. Stops the pager and no other clock.")
final class RequestAckCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "CASE", description = "The case, such as BE-2026-000123.")
    private String caseRef = "";

    @Option(
            names = "--reference",
            paramLabel = "NAT-REF",
            description = "Your own State's reference for the case (default: the node makes one).")
    private @Nullable String reference;

    RequestAckCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (reference != null) {
            body.put("nationalReference", reference);
        }
        String path = "/api/v1/requests/%s/acknowledge".formatted(Query.segment(caseRef));
        return desktop.node()
                .ask(
                        options,
                        new Question.Post(path, body.toString()),
                        detail -> desktop.screen()
                                .show(
                                        () -> "%s is acknowledged as %s; %s is told"
                                                .formatted(
                                                        Visible.of(detail.path("caseRef")
                                                                .asText()),
                                                        Visible.of(detail.path("nationalReference")
                                                                .asText("-")),
                                                        Visible.of(detail.path("peer")
                                                                .asText())),
                                        () -> detail));
    }
}
