package eu.vigil.node.store;

import eu.vigil.node.operator.accounts.AccountBook;
import eu.vigil.node.operator.accounts.AccountEntry;
import eu.vigil.node.operator.accounts.Change;
import eu.vigil.node.operator.accounts.Proposal;
import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.TokenHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Changes of accounts and their log in tables. */
record SqliteAccountBook(Handle handle) implements AccountBook {
    private static final String CHANGE = """
            SELECT change_id, kind, person_id, name, roles, token_sha256, reason, proposed_by, proposed_at, ending, ended_by, ended_at
            FROM account_change""";

    private enum Kind {
        ADD,
        ROLES,
        TOKEN,
        RESTORE
    }

    @Override
    public Change propose(Proposal proposal, String reason, String by, Instant at) {
        Row row = row(proposal);
        long number = handle.createQuery("""
                        INSERT INTO account_change (kind, person_id, name, roles, token_sha256, reason, proposed_by, proposed_at)
                        VALUES (:kind, :person, :name, :roles, :token, :reason, :by, :at) RETURNING change_id
                        """)
                .bind("kind", row.kind().name())
                .bind("person", proposal.about())
                .bind("name", row.name().orElse(null))
                .bind("roles", row.roles().orElse(null))
                .bind("token", proposal.givenToken().map(TokenHash::hex).orElse(null))
                .bind("reason", reason)
                .bind("by", by)
                .bind("at", at)
                .mapTo(Long.class)
                .one();
        return new Change(number, proposal, reason, by, at, Optional.empty());
    }

    @Override
    public Optional<Change> find(long number) {
        return handle.createQuery(CHANGE + " WHERE change_id = :number")
                .bind("number", number)
                .map((row, _) -> change(row))
                .findOne();
    }

    @Override
    public List<Change> open(Instant proposedAfter) {
        return handle.createQuery(CHANGE + " WHERE ending IS NULL AND proposed_at > :after ORDER BY change_id")
                .bind("after", proposedAfter)
                .map((row, _) -> change(row))
                .list();
    }

    @Override
    public boolean end(long number, Change.Ending how, String by, Instant at) {
        return handle.createUpdate("""
                                UPDATE account_change SET ending = :how, ended_by = :by, ended_at = :at
                                WHERE change_id = :number AND ending IS NULL
                                """)
                        .bind("how", how.name())
                        .bind("by", by)
                        .bind("at", at)
                        .bind("number", number)
                        .execute()
                == 1;
    }

    @Override
    public void enter(AccountEntry.Deed deed, Instant at) {
        Long change = deed.change().isPresent() ? deed.change().getAsLong() : null;
        handle.createUpdate("""
                        INSERT INTO account_log (at, who, what, about, change_id, detail, reason)
                        VALUES (:at, :who, :what, :about, :change, :detail, :reason)
                        """)
                .bind("at", at)
                .bind("who", deed.who())
                .bind("what", deed.what().name())
                .bind("about", deed.about())
                .bind("change", change)
                .bind("detail", deed.detail())
                .bind("reason", deed.reason())
                .execute();
    }

    @Override
    public List<AccountEntry> entries(long before, int most, boolean unseen) {
        return handle.createQuery("""
                        SELECT l.entry, l.at, l.who, l.what, l.about, l.change_id, l.detail, l.reason, s.at AS seen_at
                        FROM account_log l LEFT JOIN account_log_seen s ON s.entry = l.entry
                        WHERE l.entry < :before AND (s.entry IS NULL OR NOT :unseen)
                        ORDER BY l.entry DESC LIMIT :most
                        """)
                .bind("before", before)
                .bind("unseen", unseen)
                .bind("most", most)
                .map((row, _) -> entry(row))
                .list();
    }

    @Override
    public long unseen() {
        return handle.createQuery("SELECT (SELECT COUNT(*) FROM account_log) - (SELECT COUNT(*) FROM account_log_seen)")
                .mapTo(Long.class)
                .one();
    }

    @Override
    public void seen(List<AccountEntry> entries, String by, Instant at) {
        PreparedBatch batch = handle.prepareBatch(
                "INSERT INTO account_log_seen (entry, who, at) VALUES (:entry, :who, :at) ON CONFLICT (entry) DO NOTHING");
        entries.forEach(entry -> batch.bind("entry", entry.number())
                .bind("who", by)
                .bind("at", at)
                .add());
    }

    private record Row(Kind kind, Optional<String> name, Optional<String> roles) {}

    private static Row row(Proposal proposal) {
        return switch (proposal) {
            case Proposal.Add(var person, var _) ->
                new Row(Kind.ADD, Optional.of(person.name()), Optional.of(SqlitePeople.words(person.roles())));
            case Proposal.ChangeRoles(var _, var roles) ->
                new Row(Kind.ROLES, Optional.empty(), Optional.of(SqlitePeople.words(roles)));
            case Proposal.GiveToken _ -> new Row(Kind.TOKEN, Optional.empty(), Optional.empty());
            case Proposal.Restore _ -> new Row(Kind.RESTORE, Optional.empty(), Optional.empty());
        };
    }

    private static Change change(ResultSet row) throws SQLException {
        String ending = row.getString("ending");
        return new Change(
                row.getLong("change_id"),
                proposal(row),
                row.getString("reason"),
                row.getString("proposed_by"),
                StoreTypes.instant(row.getLong("proposed_at")),
                ending == null
                        ? Optional.empty()
                        : Optional.of(new Change.Ended(
                                Change.Ending.valueOf(ending),
                                row.getString("ended_by"),
                                StoreTypes.instant(row.getLong("ended_at")))));
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        String about = row.getString("person_id");
        return switch (Kind.valueOf(row.getString("kind"))) {
            case ADD ->
                new Proposal.Add(
                        new Person(about, row.getString("name"), SqlitePeople.roles(row.getString("roles"))),
                        token(row));
            case ROLES -> new Proposal.ChangeRoles(about, SqlitePeople.roles(row.getString("roles")));
            case TOKEN -> new Proposal.GiveToken(about, token(row));
            case RESTORE -> new Proposal.Restore(about, token(row));
        };
    }

    private static TokenHash token(ResultSet row) throws SQLException {
        String hex = row.getString("token_sha256");
        return TokenHash.ofHex(hex)
                .orElseThrow(() -> new SQLException("account_change.token_sha256: '%s'".formatted(hex)));
    }

    private static AccountEntry entry(ResultSet row) throws SQLException {
        long change = row.getLong("change_id");
        OptionalLong number = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(change);
        long seenAt = row.getLong("seen_at");
        Optional<Instant> seen = row.wasNull() ? Optional.empty() : Optional.of(StoreTypes.instant(seenAt));
        return new AccountEntry(
                row.getLong("entry"),
                new AccountEntry.Deed(
                        row.getString("who"),
                        AccountEntry.What.valueOf(row.getString("what")),
                        row.getString("about"),
                        number,
                        row.getString("detail"),
                        row.getString("reason")),
                StoreTypes.instant(row.getLong("at")),
                seen);
    }
}
