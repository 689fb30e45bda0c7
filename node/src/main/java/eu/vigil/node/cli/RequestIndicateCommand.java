package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil request indicate}: says within the eight hours whether, in which form and when the request will be answered. */
@Command(
        name = "indicate",
        description = "Indicate whether, in which form and when the request will be answered. Stops the eight hours.")
final class RequestIndicateCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "CASE", description = "The case, such as BE-2026-000123.")
    private String caseRef = "";

    @Option(
            names = "--will-answer",
            required = true,
            paramLabel = "YES|NO|PARTLY|CONDITIONAL",
            description = "Whether it will be answered: ${COMPLETION-CANDIDATES}.")
    private @Nullable WillAnswer willAnswer;

    @Option(names = "--form", paramLabel = "TEXT", description = "In which form; needed unless NO.")
    private @Nullable String form;

    @Option(
            names = "--by",
            paramLabel = "INSTANT",
            description = "When: 2026-03-29T06:00:00Z, or 36h from now; needed unless NO.")
    private @Nullable Instant estimatedTime;

    @Option(
            names = "--ground",
            paramLabel = "GROUND",
            description = "With NO: the ground, from the request's closed list.")
    private @Nullable String ground;

    @Option(
            names = "--remark",
            paramLabel = "TEXT",
            description = "With PARTLY which part, with CONDITIONAL on which conditions.")
    private @Nullable String remark;

    /** What can be indicated. */
    enum WillAnswer {
        YES,
        NO,
        PARTLY,
        CONDITIONAL
    }

    RequestIndicateCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode reply = body.putObject("feasibility_reply").put("will_answer", String.valueOf(willAnswer));
        if (form != null) {
            reply.put("form", form);
        }
        if (estimatedTime != null) {
            reply.put("estimated_time", estimatedTime.toString());
        }
        if (ground != null) {
            reply.put("ground", ground.toUpperCase(Locale.ROOT));
        }
        if (remark != null) {
            reply.put("remark", remark);
        }
        return new CaseDeed(desktop, options, caseRef)
                .ask("answers", body, detail -> CaseDeed.told(detail, "the indication"));
    }
}
