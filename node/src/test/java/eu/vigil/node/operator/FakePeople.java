package eu.vigil.node.operator;

import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.Role;
import eu.vigil.node.operator.people.SignIn;
import eu.vigil.node.operator.people.TokenHash;
import eu.vigil.node.operator.people.Tokens;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** People in memory: one of each role, each with a token. */
public final class FakePeople implements SignIn {
    private final Map<TokenHash, Person> holders = new ConcurrentHashMap<>();
    private final Map<Role, String> tokens = new ConcurrentHashMap<>();

    /** One person a role. */
    public FakePeople() {
        SecureRandom random = new SecureRandom();
        for (Role role : Role.values()) {
            Tokens.Created token = Tokens.create(random);
            holders.put(token.hash(), new Person(role.word(), "The " + role.word(), Set.of(role)));
            tokens.put(role, token.text());
        }
    }

    @Override
    public Outcome who(TokenHash hash) {
        Person person = holders.get(hash);
        return person == null ? new Outcome.Nobody() : new Outcome.Known(person);
    }

    /** The token of whoever has this role. */
    public String token(Role role) {
        return tokens.get(role);
    }

    /** Ends the token of whoever has this role. */
    public void revoke(Role role) {
        holders.remove(TokenHash.ofToken(token(role)).orElseThrow());
    }
}
