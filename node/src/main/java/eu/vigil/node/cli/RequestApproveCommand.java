package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil request approve}: agrees, as a second person, to exactly the text that was read. */
@Command(
        name = "approve",
        description = "Agree, as a second person, to exactly the text that you read: a request, or a refusal.")
final class RequestApproveCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "CASE", description = "The case, such as BE-2026-000123.")
    private String caseRef = "";

    @Option(
            names = "--content",
            required = true,
            paramLabel = "SHA-256",
            description = "The content that you read, as vigil request show prints it: any change since voids this.")
    private String content = "";

    @Option(names = "--send", description = "Send it at once.")
    private boolean send;

    RequestApproveCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("content", content);
        CaseDeed deed = new CaseDeed(desktop, options, caseRef);
        if (!send) {
            return deed.ask(
                    "approve",
                    body,
                    detail -> "%s is approved; it leaves with: vigil request send %s"
                            .formatted(CaseDeed.text(detail, "caseRef"), CaseDeed.text(detail, "caseRef")));
        }
        int approved = deed.quietly("approve", body);
        return approved == Exit.OK
                ? deed.ask(
                        "send",
                        JsonNodeFactory.instance.objectNode(),
                        detail -> "%s is approved and on its way to %s (%s)"
                                .formatted(
                                        CaseDeed.text(detail, "caseRef"),
                                        CaseDeed.text(detail, "peer"),
                                        CaseDeed.text(detail, "state")))
                : approved;
    }
}
