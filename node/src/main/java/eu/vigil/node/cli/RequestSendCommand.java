package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.cli.NodeClient.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil request send}: releases drafts; what is released is signed, sealed, durable and on its way. */
@Command(
        name = "send",
        description = "Release a draft, or those of several cases: it is signed, sealed, durable and on its way.")
final class RequestSendCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(
            arity = "1..64",
            paramLabel = "CASE",
            description = "The case, such as BE-2026-000123. Of several each leaves, or does not, for itself.")
    private List<String> cases = new ArrayList<>();

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
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("reason", reason);
        return cases.size() == 1 ? send(cases.getFirst(), body) : sendAll(body);
    }

    private int send(String caseRef, ObjectNode body) {
        return new CaseDeed(desktop, options, caseRef)
                .ask(
                        "send",
                        body,
                        detail -> "%s is accepted and on its way to %s (%s)"
                                .formatted(
                                        CaseDeed.text(detail, "caseRef"),
                                        CaseDeed.text(detail, "peer"),
                                        CaseDeed.text(detail, "state")));
    }

    private int sendAll(ObjectNode body) {
        cases.forEach(body.putArray("cases")::add);
        Question question = new Question.Post("/api/v1/requests/send", body.toString());
        return desktop.node().ask(options, question, answer -> {
            List<String> told = new ArrayList<>();
            answer.path("cases").forEach(one -> told.add(told(one)));
            return answer.path("cases").findValues("sent").stream().allMatch(JsonNode::asBoolean)
                    ? desktop.screen().show(() -> String.join("\n", told), () -> answer)
                    : desktop.screen().failed(told, () -> answer);
        });
    }

    private static String told(JsonNode one) {
        return "%s %s"
                .formatted(
                        CaseDeed.text(one, "caseRef"),
                        one.path("sent").asBoolean()
                                ? "is accepted and on its way"
                                : "is not sent: " + CaseDeed.text(one.path("problem"), "detail"));
    }
}
