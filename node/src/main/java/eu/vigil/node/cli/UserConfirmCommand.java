package eu.vigil.node.cli;

import eu.vigil.node.cli.NodeClient.Question;
import eu.vigil.node.logging.Visible;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigil user confirm}: the second person's yes. */
@Command(
        name = "confirm",
        description = {
            "Confirm a change that somebody else proposed about somebody else; it is done at once.",
            "If it gives a token, first let its owner read the fingerprint to you and compare it with 'vigil user list'."
        })
final class UserConfirmCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "CHANGE", description = "The change's number; 'vigil user list' shows it.")
    private long change;

    UserConfirmCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        if (change < 1) {
            return desktop.screen().malformed("CHANGE: must be a number from 1 on, like 7");
        }
        return desktop.node()
                .ask(
                        options,
                        new Question.Post("/api/v1/user-changes/%d/confirm".formatted(change), "{}"),
                        done -> desktop.screen()
                                .show(
                                        () -> "change %d about %s is done: %s (proposed by %s, confirmed by %s)"
                                                .formatted(
                                                        done.path("change").asLong(),
                                                        Visible.of(done.path("about")
                                                                .asText()),
                                                        Visible.of(done.path("what")
                                                                .asText()),
                                                        Visible.of(done.path("proposedBy")
                                                                .asText()),
                                                        Visible.of(done.path("endedBy")
                                                                .asText())),
                                        () -> done));
    }
}
