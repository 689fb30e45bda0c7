package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil user add}: proposes a new person. */
@Command(
        name = "add",
        description = {
            "Propose a new person; another administrator or supervisor confirms it within 24 hours.",
            "The new person first makes a token with 'vigil user token --make' and hands over its hash, never the token."
        })
final class UserAddCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "ID", description = "The new id: small letters, digits and hyphens, like bob.")
    private String id = "";

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "The name that peers and logs see.")
    private String name = "";

    @Option(
            names = "--role",
            required = true,
            split = ",",
            paramLabel = "ROLE",
            description = "What the person is, such as duty-officer; may stand there several times.")
    private List<String> roles = new ArrayList<>();

    @Option(
            names = "--token-hash",
            required = true,
            paramLabel = "HASH",
            description = "The hash of the token that the person has made.")
    private String tokenHash = "";

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why; it stands in the account log.")
    private String reason = "";

    UserAddCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        List<String> wrong = new ArrayList<>();
        Set<Role> known = AccountTexts.roles(roles, wrong);
        AccountTexts.tokenHash(tokenHash, wrong);
        AccountTexts.reason(reason, wrong);
        if (!known.isEmpty()) {
            try {
                var _ = new Person(id, name, known);
            } catch (IllegalArgumentException broken) {
                wrong.add(String.valueOf(broken.getMessage()));
            }
        }
        if (!wrong.isEmpty()) {
            return desktop.screen().malformed(wrong);
        }
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("name", name)
                .put("tokenHash", tokenHash)
                .put("reason", reason);
        body.set("roles", AccountTexts.words(known));
        return new AccountTexts(desktop).propose(options, "/api/v1/users", body);
    }
}
