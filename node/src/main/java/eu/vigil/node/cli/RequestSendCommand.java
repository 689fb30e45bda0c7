package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import eu.vigil.node.cli.NodeClient.Question;
import eu.vigil.node.logging.Visible;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil request send}: releases a draft; afterwards it is signed, sealed, durable and on its way. */
@Command(name = "send", description = "Release a draft: it is signed, sealed, durable and on its way.")
final class RequestSendCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "CASE", description = "The case, such as BE-2026-000123.")
    private String caseRef = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Why it is released; needed where one person alone releases it.")
    private String reason = "";

    RequestSendCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        String body =
                JsonNodeFactory.instance.objectNode().put("reason", reason).toString();
        String path = "/api/v1/requests/%s/send".formatted(Query.segment(caseRef));
        return desktop.node()
                .ask(
                        options,
                        new Question.Post(path, body),
                        detail -> desktop.screen()
                                .show(
                                        () -> "%s is accepted and on its way to %s (%s)"
                                                .formatted(
                                                        Visible.of(detail.path("caseRef")
                                                                .asText()),
                                                        Visible.of(detail.path("peer")
                                                                .asText()),
                                                        Visible.of(detail.path("state")
                                                                .asText())),
                                        () -> detail));
    }
}
