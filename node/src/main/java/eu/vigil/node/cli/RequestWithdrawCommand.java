package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil request withdraw}: takes a request of ours back. */
@Command(
        name = "withdraw",
        description =
                "Take a request back: at once while nothing has left, else as soon as the other node has accepted it.")
final class RequestWithdrawCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "CASE", description = "The case, such as BE-2026-000123.")
    private String caseRef = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; the other side reads it.")
    private String reason = "";

    RequestWithdrawCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("reason", reason);
        return new CaseDeed(desktop, options, caseRef)
                .ask(
                        "withdraw",
                        body,
                        detail -> CaseDeed.text(detail, "state").equals("WITHDRAWN")
                                ? CaseDeed.text(detail, "caseRef") + " is withdrawn; nothing had left"
                                : "%s: the withdrawal is on its way; it holds once %s has accepted it"
                                        .formatted(CaseDeed.text(detail, "caseRef"), CaseDeed.text(detail, "peer")));
    }
}
