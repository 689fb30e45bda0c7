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

/** {@code vigil user disable}: ends somebody's access at once. */
@Command(
        name = "disable",
        description =
                "End somebody's access at once: no token holds any more. One person can; giving it back takes two.")
final class UserDisableCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "ID", description = "Whose; 'vigil user list' shows the ids.")
    private String id = "";

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why; it stands in the account log.")
    private String reason = "";

    UserDisableCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        List<String> wrong = new ArrayList<>();
        AccountTexts.reason(reason, wrong);
        if (!wrong.isEmpty()) {
            return desktop.screen().malformed(wrong);
        }
        return desktop.node()
                .ask(
                        options,
                        new Question.Post(
                                "/api/v1/users/%s/disable".formatted(Query.segment(id)),
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("reason", reason)
                                        .toString()),
                        account -> desktop.screen()
                                .show(
                                        () ->
                                                "%s is cut off since %s; no token holds any more. To give access back: vigil user enable %s"
                                                        .formatted(
                                                                Visible.of(account.path("id")
                                                                        .asText()),
                                                                desktop.times().of(account.path("disabledAt")),
                                                                Visible.of(account.path("id")
                                                                        .asText())),
                                        () -> account));
    }
}
