package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil request clarify}: asks the requesting State something about its request, or replies to that. Stops no clock. */
@Command(
        name = "clarify",
        description = "Ask the requesting State about its request, or reply to what was asked. Stops no clock.")
final class RequestClarifyCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "CASE", description = "The case, such as BE-2026-000123.")
    private String caseRef = "";

    @ArgGroup(multiplicity = "1")
    private Said said = new Said();

    @Option(
            names = "--proceed",
            paramLabel = "PROCEED|DO_NOT_PROCEED",
            description = "With --reply, after a notice of risk: whether to carry it out.")
    private @Nullable String proceed;

    /** One of the two. */
    static final class Said {
        @Option(names = "--ask", required = true, paramLabel = "TEXT", description = "What is not clear.")
        private @Nullable String question;

        @Option(names = "--reply", required = true, paramLabel = "TEXT", description = "The reply.")
        private @Nullable String reply;
    }

    RequestClarifyCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (said.question != null) {
            if (proceed != null) {
                return desktop.screen().malformed("--proceed goes with --reply");
            }
            json.putObject("clarification_question").put("text", said.question);
        } else {
            ObjectNode reply = json.putObject("clarification_answer").put("text", said.reply);
            if (proceed != null) {
                reply.put("proceed", proceed);
            }
        }
        return new CaseDeed(desktop, options, caseRef)
                .ask(
                        "answers",
                        json,
                        detail -> CaseDeed.told(detail, said.question == null ? "the reply" : "the question"));
    }
}
