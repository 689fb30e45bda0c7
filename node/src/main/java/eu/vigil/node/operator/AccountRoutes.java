package eu.vigil.node.operator;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.node.operator.accounts.Accounts;
import eu.vigil.node.operator.accounts.Proposal;
import eu.vigil.node.operator.accounts.Ruling;
import eu.vigil.node.operator.desk.CaseFilter;
import eu.vigil.node.operator.desk.Violation;
import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.Role;
import eu.vigil.node.operator.people.TokenHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** From HTTP to the {@link Accounts} and back. */
final class AccountRoutes {
    private static final JsonBody.Field REASON = new JsonBody.Field("reason", 2000);
    private static final JsonBody.Field TOKEN_HASH = new JsonBody.Field("tokenHash", 64);
    private static final JsonBody.Field ROLES = JsonBody.Field.list("roles", 64);
    private static final JsonBody.Field ID = new JsonBody.Field("id", 64);
    private static final JsonBody.Field NAME = new JsonBody.Field("name", 128);

    private final Accounts accounts;

    AccountRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    Reply list(Call call) {
        return reply(accounts.list(), 200, AccountJson::of);
    }

    Reply add(Call call) {
        return proposed(
                call,
                (body, wrong) -> {
                    Set<Role> roles = roles(body, wrong);
                    Optional<TokenHash> token = token(body, wrong);
                    try {
                        Person person = new Person(
                                body.text("id").orElse(""), body.text("name").orElse(""), roles);
                        return token.map(hash -> new Proposal.Add(person, hash));
                    } catch (IllegalArgumentException broken) {
                        wrong.add(violation(String.valueOf(broken.getMessage())));
                        return Optional.empty();
                    }
                },
                ID,
                NAME,
                ROLES,
                TOKEN_HASH,
                REASON);
    }

    Reply changeRoles(Call call) {
        return proposed(
                call,
                (body, wrong) -> {
                    Set<Role> roles = roles(body, wrong);
                    return roles.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Proposal.ChangeRoles(call.parameter("person"), roles));
                },
                ROLES,
                REASON);
    }

    Reply giveToken(Call call) {
        return proposed(
                call,
                (body, wrong) -> token(body, wrong).map(hash -> new Proposal.GiveToken(call.parameter("person"), hash)),
                TOKEN_HASH,
                REASON);
    }

    Reply enable(Call call) {
        return proposed(
                call,
                (body, wrong) -> token(body, wrong).map(hash -> new Proposal.Restore(call.parameter("person"), hash)),
                TOKEN_HASH,
                REASON);
    }

    Reply disable(Call call) {
        return with(
                call,
                body -> reply(
                        accounts.cutOff(
                                call.parameter("person"), body.text("reason").orElse(""), call.caller()),
                        200,
                        AccountJson::of),
                REASON);
    }

    Reply confirm(Call call) {
        return ofChange(
                call, number -> with(call, _ -> reply(accounts.confirm(number, call.caller()), 200, AccountJson::of)));
    }

    Reply refuse(Call call) {
        return ofChange(
                call,
                number -> with(
                        call,
                        body -> reply(
                                accounts.refuse(number, body.text("reason").orElse(""), call.caller()),
                                200,
                                AccountJson::of),
                        REASON));
    }

    Reply replaceOwnToken(Call call) {
        return with(
                call,
                body -> {
                    List<Violation> wrong = new ArrayList<>();
                    return token(body, wrong)
                            .map(fresh -> reply(
                                    accounts.replaceToken(call.callersToken(), fresh, call.caller()),
                                    200,
                                    AccountJson::of))
                            .orElseGet(() -> invalid(wrong));
                },
                TOKEN_HASH);
    }

    Reply revokeOwnToken(Call call) {
        return with(call, _ -> reply(accounts.revokeToken(call.callersToken(), call.caller()), 200, AccountJson::of));
    }

    Reply log(Call call) {
        Ask ask = new Ask(call.query(), "before", "limit", "unseen");
        long before = ask.number("before", 1, Long.MAX_VALUE, Long.MAX_VALUE);
        Accounts.LogFilter filter = new Accounts.LogFilter(
                OptionalLong.of(before),
                Math.toIntExact(ask.number("limit", 1, CaseFilter.LIMIT_MAX, CaseFilter.LIMIT_DEFAULT)),
                ask.value("unseen", AccountRoutes::yesOrNo).orElse(false));
        return ask.wrong().orElseGet(() -> reply(accounts.log(filter, call.caller()), 200, AccountJson::of));
    }

    @FunctionalInterface
    private interface Reader {
        Optional<? extends Proposal> read(JsonBody body, List<Violation> wrong);
    }

    /** Whatever is wrong with the body is told at once, field by field. */
    private Reply proposed(Call call, Reader reader, JsonBody.Field... fields) {
        return with(
                call,
                body -> {
                    List<Violation> wrong = new ArrayList<>();
                    Optional<? extends Proposal> proposal = reader.read(body, wrong);
                    return proposal.isPresent() && wrong.isEmpty()
                            ? reply(
                                    accounts.propose(
                                            proposal.get(), body.text("reason").orElse(""), call.caller()),
                                    202,
                                    AccountJson::of)
                            : invalid(wrong);
                },
                fields);
    }

    private static Reply with(Call call, Function<JsonBody, Reply> then, JsonBody.Field... fields) {
        return switch (JsonBody.read(call.body(), fields)) {
            case JsonBody.Reading.Wrong(var reply) -> reply;
            case JsonBody.Reading.Read(var body) -> then.apply(body);
        };
    }

    private static Reply ofChange(Call call, Function<Long, Reply> then) {
        String number = call.parameter("change");
        return number.matches("[1-9][0-9]{0,17}")
                ? then.apply(Long.parseLong(number))
                : Reply.problem(
                        Problem.of(Problem.Kind.NOT_FOUND, "'%s' is no change's number, like 7".formatted(number)));
    }

    private static Set<Role> roles(JsonBody body, List<Violation> wrong) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : body.list("roles")) {
            Role.ofWord(word)
                    .ifPresentOrElse(
                            roles::add,
                            () -> wrong.add(new Violation("roles", "'%s' is none of %s".formatted(word, words()))));
        }
        if (body.list("roles").isEmpty()) {
            wrong.add(new Violation("roles", "name at least one of " + words()));
        }
        return roles;
    }

    private static String words() {
        return Arrays.stream(Role.values()).map(Role::word).collect(Collectors.joining(", "));
    }

    private static Optional<TokenHash> token(JsonBody body, List<Violation> wrong) {
        Optional<TokenHash> token = body.text("tokenHash").flatMap(TokenHash::ofHex);
        if (token.isEmpty()) {
            wrong.add(
                    new Violation(
                            "tokenHash",
                            "must be 64 small hexadecimal digits, as 'vigil user token --make' shows to whoever is to have the token"));
        }
        return token;
    }

    /** What {@link Person} says, "field: sentence". */
    private static Violation violation(String message) {
        int colon = message.indexOf(": ");
        return new Violation(message.substring(0, Math.max(colon, 0)), message.substring(colon < 0 ? 0 : colon + 2));
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'%s' is not true or false".formatted(text));
        };
    }

    private static Reply invalid(List<Violation> wrong) {
        return Reply.problem(Problem.of(Problem.Kind.INVALID, wrong));
    }

    private static <T> Reply reply(Ruling<T> ruling, int done, Function<T, JsonNode> json) {
        return switch (ruling) {
            case Ruling.Done<T>(var result) -> Reply.json(done, json.apply(result));
            case Ruling.NotFound<T>(var what) -> Reply.problem(Problem.of(Problem.Kind.NOT_FOUND, what));
            case Ruling.Wrong<T>(var violations) -> invalid(violations);
            case Ruling.Conflict<T>(var why) -> Reply.problem(Problem.of(Problem.Kind.CONFLICT, why));
            case Ruling.Forbidden<T>(var why) -> Reply.problem(Problem.of(Problem.Kind.FORBIDDEN, why));
            case Ruling.Unavailable<T>(var why) ->
                Reply.problem(Problem.of(Problem.Kind.UNAVAILABLE, why)).with("Retry-After", "1");
        };
    }
}
