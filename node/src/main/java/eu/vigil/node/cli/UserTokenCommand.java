package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import eu.vigil.node.cli.NodeClient.Question;
import eu.vigil.node.logging.Visible;
import eu.vigil.node.operator.people.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil user token}: makes, replaces, ends or gives tokens. */
@Command(
        name = "token",
        description = {
            "Without ID: replace your own token by a new one; the old one ends. --revoke only ends it.",
            "--make: make a token for yourself without asking the node, and show the hash that others need to let you in.",
            "With ID: propose to give that person one more token; another administrator or supervisor confirms it."
        })
final class UserTokenCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Who is to get one more token.")
    private @Nullable String id;

    @Option(names = "--make", description = "Only make a token; no node is asked.")
    private boolean make;

    @Option(names = "--revoke", description = "End the token that this command comes with.")
    private boolean revoke;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description =
                    "Write the new token into this new file, mode 0600 (default: in place of the file that held the old one, else on the screen).")
    private @Nullable Path save;

    @Option(
            names = "--token-hash",
            paramLabel = "HASH",
            description = "With ID: the hash of the token that the person made.")
    private @Nullable String tokenHash;

    @Option(names = "--reason", paramLabel = "TEXT", description = "With ID: why; it stands in the account log.")
    private @Nullable String reason;

    UserTokenCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        List<String> wrong = new ArrayList<>();
        if (id != null) {
            if (make || revoke || save != null) {
                wrong.add("ID: --make, --revoke and --save are for your own token; leave them or the ID out");
            }
            AccountTexts.tokenHash(tokenHash == null ? "" : tokenHash, wrong);
            AccountTexts.reason(reason == null ? "" : reason, wrong);
        } else if (tokenHash != null || reason != null) {
            wrong.add("--token-hash, --reason: are for somebody else's token; name the ID");
        }
        if (make && revoke) {
            wrong.add("--make, --revoke: name one of them");
        }
        if (revoke && save != null) {
            wrong.add("--save: nothing is made with --revoke");
        }
        if (!wrong.isEmpty()) {
            return desktop.screen().malformed(wrong);
        }
        if (id != null) {
            return give(id);
        }
        if (make) {
            return makeOnly();
        }
        return revoke ? revokeOwn() : replaceOwn();
    }

    private int give(String person) {
        return new AccountTexts(desktop)
                .propose(
                        options,
                        "/api/v1/users/%s/token".formatted(Query.segment(person)),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("tokenHash", tokenHash)
                                .put("reason", reason));
    }

    private int makeOnly() {
        NewToken made = fresh();
        Optional<Path> file = saved();
        Optional<String> fault = file.flatMap(made::save);
        return fault.map(why -> desktop.screen().failed("--save: " + why))
                .orElseGet(() -> desktop.screen()
                        .show(
                                () -> """
                                        %s
                                        its hash, for whoever proposes your access: %s
                                        its fingerprint, to be read to whoever confirms: %s
                                        """.formatted(
                                                made.words(file),
                                                made.token().hash().hex(),
                                                made.token().hash().fingerprint()),
                                () -> made.json(file)));
    }

    private int revokeOwn() {
        return desktop.node()
                .ask(
                        options,
                        new Question.Post("/api/v1/me/token/revoke", "{}"),
                        account -> desktop.screen()
                                .show(
                                        () -> "your token has ended; %s has %d left"
                                                .formatted(
                                                        Visible.of(account.path("id")
                                                                .asText()),
                                                        account.path("tokens").asInt()),
                                        () -> account));
    }

    /** The new token is on disk before the node hears of it: whatever happens in between, its owner is not locked out. */
    private int replaceOwn() {
        Optional<Path> held = desktop.node().find(options) instanceof NodeAddress.Finding.Found found
                ? found.file()
                : Optional.empty();
        Optional<Path> end = saved().or(() -> held);
        boolean inPlace = save == null && held.isPresent();
        Optional<Path> written = end.map(file -> inPlace ? file.resolveSibling(file.getFileName() + ".new") : file);
        NewToken made = fresh();
        Optional<String> fault = written.flatMap(made::save);
        if (fault.isPresent()) {
            return desktop.screen()
                    .failed(
                            inPlace
                                    ? "%s; if an earlier replacement left it, try it with --token-file"
                                            .formatted(fault.get())
                                    : "--save: " + fault.get());
        }
        boolean[] refused = {false};
        int exit = desktop.node()
                .ask(
                        options,
                        new Question.Post(
                                "/api/v1/me/token",
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("tokenHash", made.token().hash().hex())
                                        .toString()),
                        _ -> replaced(made, written, end),
                        () -> refused[0] = true);
        if (exit == Exit.FAILED && !refused[0]) {
            written.filter(Files::exists)
                    .ifPresent(file -> desktop.screen()
                            .failed(
                                    "whether the node took the new token is not known: try 'vigil status --token-file %s'"
                                            .formatted(file)));
        } else if (exit != Exit.OK) {
            written.ifPresent(UserTokenCommand::drop);
        }
        return exit;
    }

    private int replaced(NewToken made, Optional<Path> written, Optional<Path> end) {
        Optional<String> fault = written.filter(file -> !file.equals(end.orElse(file)))
                .flatMap(file -> NewToken.move(file, end.orElseThrow()));
        return fault.map(why -> desktop.screen().failed(why))
                .orElseGet(() -> desktop.screen()
                        .show(() -> made.words(end) + "; the old one has ended\n", () -> made.json(end)));
    }

    private Optional<Path> saved() {
        return Optional.ofNullable(save)
                .map(file -> desktop.surroundings().folder().resolve(file));
    }

    private NewToken fresh() {
        return new NewToken(Tokens.create(desktop.surroundings().random()));
    }

    private static void drop(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // It opens nothing: the node has not taken it.
        }
    }
}
