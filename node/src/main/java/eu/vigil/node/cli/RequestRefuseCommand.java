package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil request refuse}: refuses a request; somebody else approves that. */
@Command(
        name = "refuse",
        description =
                "Refuse the request, on a ground of its closed list and with reasons; an approver agrees before it leaves.")
final class RequestRefuseCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "CASE", description = "The case, such as BE-2026-000123.")
    private String caseRef = "";

    @Option(
            names = "--ground",
            required = true,
            paramLabel = "GROUND",
            description =
                    "The ground, from the closed list of the request's kind; a wrong one is answered with the list.")
    private String ground = "";

    @Option(names = "--reasons", required = true, paramLabel = "TEXT", description = "The reasons in words.")
    private String reasons = "";

    RequestRefuseCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("refusal").put("ground", ground.toUpperCase(Locale.ROOT)).put("reasons", reasons);
        return new CaseDeed(desktop, options, caseRef)
                .ask("answers", body, detail -> CaseDeed.told(detail, "the refusal"));
    }
}
