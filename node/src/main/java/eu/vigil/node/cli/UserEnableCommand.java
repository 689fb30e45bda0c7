package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil user enable}: proposes to let somebody in again who was cut off. */
@Command(
        name = "enable",
        description =
                "Propose to give access back to somebody who was cut off, with a new token; another one confirms it.")
final class UserEnableCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "ID", description = "Whose; 'vigil user list' shows the ids.")
    private String id = "";

    @Option(
            names = "--token-hash",
            required = true,
            paramLabel = "HASH",
            description = "The hash of the new token that the person has made; none of the old ones holds again.")
    private String tokenHash = "";

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why; it stands in the account log.")
    private String reason = "";

    UserEnableCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        List<String> wrong = new ArrayList<>();
        AccountTexts.tokenHash(tokenHash, wrong);
        AccountTexts.reason(reason, wrong);
        return wrong.isEmpty()
                ? new AccountTexts(desktop)
                        .propose(
                                options,
                                "/api/v1/users/%s/enable".formatted(Query.segment(id)),
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("tokenHash", tokenHash)
                                        .put("reason", reason))
                : desktop.screen().malformed(wrong);
    }
}
