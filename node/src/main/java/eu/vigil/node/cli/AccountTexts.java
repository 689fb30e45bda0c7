package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.cli.NodeClient.Question;
import eu.vigil.node.logging.Visible;
import eu.vigil.node.operator.people.Role;
import eu.vigil.node.operator.people.TokenHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the commands about accounts share: reading words and hashes, proposing, and saying what waits. */
final class AccountTexts {
    private static final int REASON_CHARACTERS_MAX = 500;

    private final Desktop desktop;

    AccountTexts(Desktop desktop) {
        this.desktop = desktop;
    }

    /** Proposes a change and says who is to confirm it. */
    int propose(NodeOptions options, String path, ObjectNode body) {
        return desktop.node()
                .ask(
                        options,
                        new Question.Post(path, body.toString()),
                        change -> desktop.screen().show(() -> waits(change), () -> change));
    }

    private String waits(JsonNode change) {
        long number = change.path("change").asLong();
        String compare = change.has("tokenHash")
                ? "\nBefore that, %s reads the fingerprint of the own token to whoever confirms."
                        .formatted(Visible.of(change.path("about").asText()))
                : "";
        return """
                change %d about %s waits for a second person: %s
                Another administrator or supervisor confirms it by %s: vigil user confirm %d%s
                """.formatted(
                        number,
                        Visible.of(change.path("about").asText()),
                        Visible.of(change.path("what").asText()),
                        desktop.times().of(change.path("lapsesAt")),
                        number,
                        compare);
    }

    /** Reads roles; what is wrong with them goes into {@code wrong}. */
    static Set<Role> roles(List<String> words, List<String> wrong) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : words) {
            Role.ofWord(word.strip())
                    .ifPresentOrElse(
                            roles::add,
                            () -> wrong.add("--role: '%s' is none of %s"
                                    .formatted(
                                            word,
                                            Arrays.stream(Role.values())
                                                    .map(Role::word)
                                                    .collect(Collectors.joining(", ")))));
        }
        return roles;
    }

    /** Checks a token's hash; what is wrong with it goes into {@code wrong}. */
    static void tokenHash(String hash, List<String> wrong) {
        if (hash.startsWith(TokenHash.PREFIX)) {
            wrong.add("--token-hash: that is a token itself; it must be shown to nobody, so make another one");
        } else if (TokenHash.ofHex(hash).isEmpty()) {
            wrong.add(
                    "--token-hash: must be 64 small hexadecimal digits, as 'vigil user token --make' shows to whoever is to have the token");
        }
    }

    /** Checks a reason; what is wrong with it goes into {@code wrong}. */
    static void reason(String reason, List<String> wrong) {
        if (reason.isBlank() || reason.strip().length() > REASON_CHARACTERS_MAX) {
            wrong.add("--reason: must be 1 to %d characters; the data-protection officer reads it"
                    .formatted(REASON_CHARACTERS_MAX));
        }
    }

    static ArrayNode words(Set<Role> roles) {
        ArrayNode words = JsonNodeFactory.instance.arrayNode();
        roles.forEach(role -> words.add(role.word()));
        return words;
    }

    static String joined(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.asText()));
        return String.join(", ", words);
    }
}
