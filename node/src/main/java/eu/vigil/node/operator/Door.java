package eu.vigil.node.operator;

import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.Role;
import eu.vigil.node.operator.people.SignIn;
import eu.vigil.node.operator.people.TokenHash;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides who comes in, from the {@code Authorization} header and the route's {@link Access}. */
final class Door {
    private static final String SCHEME = "Bearer ";

    private final SignIn signIn;
    private final FailedTokens failed;
    private final InstantSource clock;

    Door(SignIn signIn, FailedTokens failed, InstantSource clock) {
        this.signIn = signIn;
        this.failed = failed;
        this.clock = clock;
    }

    sealed interface Verdict {
        /** Come in; {@code visitor} is empty on an open route. */
        record Admitted(Optional<Visitor> visitor) implements Verdict {}

        record Refused(Reply reply) implements Verdict {}
    }

    /** Who came in, and with which token. */
    record Visitor(Person person, TokenHash token) {}

    /** Who need not wait for the store: its verdict would be the same. */
    Optional<Verdict> judgeAtOnce(Access access, List<String> authorization) {
        return switch (access) {
            case Access.Open() -> Optional.of(new Verdict.Admitted(Optional.empty()));
            case Access.Roles(var roles) ->
                token(authorization)
                        .flatMap(hash ->
                                signIn.remembered(hash).map(person -> admit(new Visitor(person, hash), roles)));
        };
    }

    /** May wait for the store. */
    Verdict judge(Access access, List<String> authorization, String address) {
        return switch (access) {
            case Access.Open() -> new Verdict.Admitted(Optional.empty());
            case Access.Roles(var roles) -> {
                if (authorization.isEmpty()) {
                    yield refused("send 'Authorization: Bearer' and a personal token");
                }
                yield token(authorization)
                        .map(hash -> switch (signIn.who(hash)) {
                            case SignIn.Outcome.Known(var person) -> admit(new Visitor(person, hash), roles);
                            case SignIn.Outcome.Nobody() -> failed(address);
                            case SignIn.Outcome.Unavailable(var why) ->
                                new Verdict.Refused(Reply.problem(Problem.of(Problem.Kind.UNAVAILABLE, why))
                                        .with("Retry-After", "1"));
                        })
                        .orElseGet(() -> failed(address));
            }
        };
    }

    /** Counts a failed secret of another kind, such as a page link's; what to answer if there were too many. */
    Optional<Reply> failedElsewhere(String address) {
        return failed.failed(address, clock.instant()) ? Optional.of(tooMany()) : Optional.empty();
    }

    private static Optional<TokenHash> token(List<String> authorization) {
        return Optional.of(authorization)
                .filter(headers -> headers.size() == 1)
                .map(List::getFirst)
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .flatMap(header ->
                        TokenHash.ofToken(header.substring(SCHEME.length()).strip()));
    }

    private static Verdict admit(Visitor visitor, java.util.Set<Role> roles) {
        if (visitor.person().roles().stream().anyMatch(roles::contains)) {
            return new Verdict.Admitted(Optional.of(visitor));
        }
        String needed = roles.stream().sorted().map(Role::word).collect(Collectors.joining(", "));
        return new Verdict.Refused(Reply.problem(Problem.of(
                Problem.Kind.FORBIDDEN,
                "%s has none of the roles that may do this: %s"
                        .formatted(visitor.person().name(), needed))));
    }

    private Verdict failed(String address) {
        return failed.failed(address, clock.instant())
                ? new Verdict.Refused(tooMany())
                : refused("the token is not, or no longer, anybody's");
    }

    private static Verdict refused(String detail) {
        return new Verdict.Refused(Reply.problem(Problem.of(Problem.Kind.NO_PERSON, detail))
                .with("WWW-Authenticate", "Bearer realm=\"vigil\""));
    }

    private static Reply tooMany() {
        return Reply.problem(
                        Problem.of(Problem.Kind.TOO_MANY, "too many failed tokens from this address; wait a minute"))
                .with("Retry-After", Long.toString(FailedTokens.WINDOW.toSeconds()));
    }
}
