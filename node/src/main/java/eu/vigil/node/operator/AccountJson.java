package eu.vigil.node.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.operator.accounts.AccountEntry;
import eu.vigil.node.operator.accounts.Accounts;
import eu.vigil.node.operator.accounts.Change;
import eu.vigil.node.operator.accounts.Proposal;
import eu.vigil.node.operator.people.Account;
import eu.vigil.node.operator.people.Role;
import java.util.Set;

/** Accounts as JSON; of a token at most its hash. */
final class AccountJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AccountJson() {}

    static ObjectNode of(Accounts.Listing listing) {
        ObjectNode json = NODES.objectNode();
        ArrayNode people = json.putArray("people");
        listing.accounts().forEach(account -> people.add(of(account)));
        ArrayNode changes = json.putArray("changes");
        listing.waiting().forEach(change -> changes.add(of(change)));
        return json.put("unseen", listing.unseen());
    }

    static ObjectNode of(Account account) {
        ObjectNode json = NODES.objectNode()
                .put("id", account.person().id())
                .put("name", account.person().name());
        roles(json, account.person().roles());
        json.put("since", account.since().toString()).put("tokens", account.tokens());
        account.disabledAt().ifPresent(at -> json.put("disabledAt", at.toString()));
        return json;
    }

    static ObjectNode of(Change change) {
        ObjectNode json = NODES.objectNode()
                .put("change", change.number())
                .put("about", change.proposal().about())
                .put("what", change.proposal().words());
        switch (change.proposal()) {
            case Proposal.Add(var person, var _) -> {
                json.put("kind", "ADD").put("name", person.name());
                roles(json, person.roles());
            }
            case Proposal.ChangeRoles(var _, var roles) -> {
                json.put("kind", "ROLES");
                roles(json, roles);
            }
            case Proposal.GiveToken _ -> json.put("kind", "TOKEN");
            case Proposal.Restore _ -> json.put("kind", "ENABLE");
        }
        change.proposal().givenToken().ifPresent(token -> json.put("tokenHash", token.hex()));
        json.put("reason", change.reason())
                .put("proposedBy", change.proposedBy())
                .put("proposedAt", change.proposedAt().toString())
                .put("lapsesAt", change.lapsesAt().toString())
                .put("state", change.ended().map(ended -> ended.how().name()).orElse("WAITING"));
        change.ended()
                .ifPresent(ended -> json.put("endedBy", ended.by())
                        .put("endedAt", ended.at().toString()));
        return json;
    }

    static ObjectNode of(Accounts.LogListing listing) {
        ObjectNode json = NODES.objectNode();
        ArrayNode entries = json.putArray("entries");
        listing.entries().forEach(entry -> entries.add(of(entry)));
        listing.next().ifPresent(next -> json.put("next", next));
        return json;
    }

    private static ObjectNode of(AccountEntry entry) {
        AccountEntry.Deed deed = entry.deed();
        ObjectNode json = NODES.objectNode()
                .put("entry", entry.number())
                .put("at", entry.at().toString())
                .put("who", deed.who())
                .put("what", deed.what().name())
                .put("about", deed.about());
        deed.change().ifPresent(number -> json.put("change", number));
        json.put("detail", deed.detail());
        if (!deed.reason().isEmpty()) {
            json.put("reason", deed.reason());
        }
        entry.seenAt().ifPresent(at -> json.put("seenAt", at.toString()));
        return json;
    }

    private static void roles(ObjectNode json, Set<Role> roles) {
        ArrayNode list = json.putArray("roles");
        roles.stream().sorted().forEach(role -> list.add(role.word()));
    }
}
