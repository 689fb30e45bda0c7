package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.node.cli.NodeClient.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigil user list}: who may come in, and which changes wait. */
@Command(name = "list", description = "List who may come in, and the changes that wait for a second person.")
final class UserListCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    UserListCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        return desktop.node()
                .ask(
                        options,
                        new Question.Get("/api/v1/users"),
                        listing -> desktop.screen().show(() -> text(listing), () -> listing));
    }

    private String text(JsonNode listing) {
        Times times = desktop.times();
        Table people = new Table("ID", "NAME", "ROLES", "SINCE", "ACCESS", "TOKENS", "PENDING");
        for (JsonNode person : listing.path("people")) {
            people.row(
                    person.path("id").asText(),
                    person.path("name").asText(),
                    AccountTexts.joined(person.path("roles")),
                    times.of(person.path("since")),
                    person.has("disabledAt") ? "CUT OFF " + times.of(person.get("disabledAt")) : "open",
                    person.path("tokens").asText(),
                    pending(listing, person.path("id").asText()));
        }
        return people + changes(listing, times) + unseen(listing.path("unseen").asLong());
    }

    private static String pending(JsonNode listing, String id) {
        List<String> numbers = new ArrayList<>();
        for (JsonNode change : listing.path("changes")) {
            if (change.path("about").asText().equals(id)) {
                numbers.add("change " + change.path("change").asText());
            }
        }
        return numbers.isEmpty() ? "-" : String.join(", ", numbers);
    }

    private static String changes(JsonNode listing, Times times) {
        if (listing.path("changes").isEmpty()) {
            return "";
        }
        Table changes = new Table("CHANGE", "ABOUT", "WHAT", "REASON", "PROPOSED BY", "LAPSES");
        for (JsonNode change : listing.path("changes")) {
            changes.row(
                    change.path("change").asText(),
                    change.path("about").asText(),
                    change.path("what").asText(),
                    change.path("reason").asText(),
                    change.path("proposedBy").asText(),
                    times.of(change.path("lapsesAt")));
        }
        return "\nwaiting for a second person ('vigil user confirm CHANGE' or 'vigil user refuse CHANGE'):\n" + changes;
    }

    private static String unseen(long lines) {
        return lines == 0
                ? ""
                : "\nnot yet read by the data-protection officer: %d lines of 'vigil user log'\n".formatted(lines);
    }
}
