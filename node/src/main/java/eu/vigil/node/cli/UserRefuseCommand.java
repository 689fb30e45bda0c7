package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import eu.vigil.node.cli.NodeClient.Question;
import eu.vigil.node.logging.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil user refuse}: the second person's no, or the first one's second thoughts. */
@Command(name = "refuse", description = "Refuse a change that waits, or take your own one back.")
final class UserRefuseCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "CHANGE", description = "The change's number; 'vigil user list' shows it.")
    private long change;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why; it stands in the account log.")
    private String reason = "";

    UserRefuseCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        List<String> wrong = new ArrayList<>();
        AccountTexts.reason(reason, wrong);
        if (change < 1) {
            wrong.add("CHANGE: must be a number from 1 on, like 7");
        }
        if (!wrong.isEmpty()) {
            return desktop.screen().malformed(wrong);
        }
        return desktop.node()
                .ask(
                        options,
                        new Question.Post(
                                "/api/v1/user-changes/%d/refuse".formatted(change),
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("reason", reason)
                                        .toString()),
                        done -> desktop.screen()
                                .show(
                                        () -> "change %d about %s is refused; nothing was changed"
                                                .formatted(
                                                        done.path("change").asLong(),
                                                        Visible.of(done.path("about")
                                                                .asText())),
                                        () -> done));
    }
}
