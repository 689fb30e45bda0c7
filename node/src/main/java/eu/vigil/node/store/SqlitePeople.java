package eu.vigil.node.store;

import eu.vigil.node.operator.people.Account;
import eu.vigil.node.operator.people.People;
import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.Role;
import eu.vigil.node.operator.people.TokenHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** People and hashes of tokens in tables. */
record SqlitePeople(Handle handle) implements People {
    private static final String SEPARATOR = " ";
    private static final String ACCOUNT = """
            SELECT p.person_id, p.name, p.roles, p.added_at, p.disabled_at,
                (SELECT COUNT(*) FROM person_token t WHERE t.person_id = p.person_id AND t.revoked_at IS NULL) AS tokens
            FROM person p""";

    @Override
    public Optional<Person> byToken(TokenHash hash) {
        return handle.createQuery("""
                        SELECT p.person_id, p.name, p.roles, t.token_sha256
                        FROM person_token t JOIN person p ON p.person_id = t.person_id
                        WHERE t.token_sha256 = :hash AND t.revoked_at IS NULL AND p.disabled_at IS NULL
                        """)
                .bind("hash", hash.hex())
                .map((row, _) -> new Holder(person(row), row.getString("token_sha256")))
                .findOne()
                // The index compared bytes as they differ; what it found is compared in constant time.
                .filter(holder ->
                        TokenHash.ofHex(holder.hash()).filter(hash::equals).isPresent())
                .map(Holder::person);
    }

    @Override
    public Optional<Person> find(String id) {
        return handle.createQuery("SELECT person_id, name, roles FROM person WHERE person_id = :id")
                .bind("id", id)
                .map((row, _) -> person(row))
                .findOne();
    }

    @Override
    public List<Person> active() {
        return handle.createQuery(
                        "SELECT person_id, name, roles FROM person WHERE disabled_at IS NULL ORDER BY person_id")
                .map((row, _) -> person(row))
                .list();
    }

    @Override
    public List<Account> accounts() {
        return handle.createQuery(ACCOUNT + " ORDER BY p.person_id")
                .map((row, _) -> account(row))
                .list();
    }

    @Override
    public Optional<Account> account(String id) {
        return handle.createQuery(ACCOUNT + " WHERE p.person_id = :id")
                .bind("id", id)
                .map((row, _) -> account(row))
                .findOne();
    }

    @Override
    public boolean knows(TokenHash hash) {
        return handle.createQuery("SELECT COUNT(*) FROM person_token WHERE token_sha256 = :hash")
                        .bind("hash", hash.hex())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    @Override
    public boolean add(Person person, Instant at) {
        return handle.createUpdate("""
                                INSERT INTO person (person_id, name, roles, added_at) VALUES (:id, :name, :roles, :at)
                                ON CONFLICT (person_id) DO NOTHING
                                """)
                        .bind("id", person.id())
                        .bind("name", person.name())
                        .bind("roles", words(person.roles()))
                        .bind("at", at)
                        .execute()
                == 1;
    }

    @Override
    public boolean give(String personId, TokenHash hash, Instant at) {
        return handle.createUpdate("""
                                INSERT INTO person_token (token_sha256, person_id, given_at)
                                SELECT :hash, person_id, :at FROM person WHERE person_id = :id
                                ON CONFLICT (token_sha256) DO NOTHING
                                """)
                        .bind("hash", hash.hex())
                        .bind("id", personId)
                        .bind("at", at)
                        .execute()
                == 1;
    }

    @Override
    public boolean revoke(TokenHash hash, Instant at) {
        return handle.createUpdate(
                                "UPDATE person_token SET revoked_at = :at WHERE token_sha256 = :hash AND revoked_at IS NULL")
                        .bind("hash", hash.hex())
                        .bind("at", at)
                        .execute()
                == 1;
    }

    @Override
    public boolean disable(String personId, Instant at) {
        handle.createUpdate("UPDATE person_token SET revoked_at = :at WHERE person_id = :id AND revoked_at IS NULL")
                .bind("id", personId)
                .bind("at", at)
                .execute();
        return handle.createUpdate("UPDATE person SET disabled_at = :at WHERE person_id = :id AND disabled_at IS NULL")
                        .bind("id", personId)
                        .bind("at", at)
                        .execute()
                == 1;
    }

    @Override
    public boolean enable(String personId) {
        return handle.createUpdate(
                                "UPDATE person SET disabled_at = NULL WHERE person_id = :id AND disabled_at IS NOT NULL")
                        .bind("id", personId)
                        .execute()
                == 1;
    }

    @Override
    public boolean change(String personId, Set<Role> roles) {
        return handle.createUpdate("UPDATE person SET roles = :roles WHERE person_id = :id AND disabled_at IS NULL")
                        .bind("id", personId)
                        .bind("roles", words(roles))
                        .execute()
                == 1;
    }

    private static Account account(ResultSet row) throws SQLException {
        long at = row.getLong("disabled_at");
        Optional<Instant> disabledAt = row.wasNull() ? Optional.empty() : Optional.of(StoreTypes.instant(at));
        return new Account(person(row), StoreTypes.instant(row.getLong("added_at")), disabledAt, row.getInt("tokens"));
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(row.getString("person_id"), row.getString("name"), roles(row.getString("roles")));
    }

    /** The roles that stand in a column. */
    static Set<Role> roles(String words) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : words.split(SEPARATOR, -1)) {
            roles.add(Role.ofWord(word).orElseThrow(() -> new SQLException("roles: '%s'".formatted(word))));
        }
        return roles;
    }

    /** Roles as they stand in a column. */
    static String words(Set<Role> roles) {
        return roles.stream().map(Role::word).sorted().collect(Collectors.joining(SEPARATOR));
    }

    private record Holder(Person person, String hash) {}
}
