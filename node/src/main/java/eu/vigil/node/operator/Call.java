package eu.vigil.node.operator;

import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.TokenHash;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that was let in.
 *
 * @param person who asks; empty only on open routes
 * @param token with which they came; empty only on open routes
 * @param parameters of the path, by name
 * @param query parameters, each with all its values
 * @param headers by name in small letters; only where the body is {@link Route.Body#SIGNED}
 * @param body as it came; empty if none did
 */
record Call(
        Optional<Person> person,
        Optional<TokenHash> token,
        Map<String, String> parameters,
        Map<String, List<String>> query,
        Map<String, String> headers,
        String body) {
    Person caller() {
        return person.orElseThrow(() -> new AssertionError("an open route asks for nobody"));
    }

    TokenHash callersToken() {
        return token.orElseThrow(() -> new AssertionError("an open route asks for no token"));
    }

    String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new AssertionError("the path has no {" + name + "}");
        }
        return value;
    }
}
