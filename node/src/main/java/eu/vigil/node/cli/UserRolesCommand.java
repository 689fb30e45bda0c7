package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.operator.people.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil user roles}: proposes other roles for a person. */
@Command(
        name = "roles",
        description = "Propose other roles for a person in place of the present ones; another one confirms it.")
final class UserRolesCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "ID", description = "Whose; 'vigil user list' shows the ids.")
    private String id = "";

    @Option(
            names = "--role",
            required = true,
            split = ",",
            paramLabel = "ROLE",
            description = "What the person is to be, such as duty-officer; all roles, not only new ones.")
    private List<String> roles = new ArrayList<>();

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why; it stands in the account log.")
    private String reason = "";

    UserRolesCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        List<String> wrong = new ArrayList<>();
        Set<Role> known = AccountTexts.roles(roles, wrong);
        AccountTexts.reason(reason, wrong);
        if (!wrong.isEmpty()) {
            return desktop.screen().malformed(wrong);
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("reason", reason);
        body.set("roles", AccountTexts.words(known));
        return new AccountTexts(desktop).propose(options, "/api/v1/users/%s/roles".formatted(Query.segment(id)), body);
    }
}
