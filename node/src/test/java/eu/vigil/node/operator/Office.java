package eu.vigil.node.operator;

import com.google.protobuf.ByteString;
import eu.vigil.node.audit.LogKeys;
import eu.vigil.node.audit.StoredLogAudit;
import eu.vigil.node.journal.BatchLimits;
import eu.vigil.node.journal.Journal;
import eu.vigil.node.journal.LogKeeper;
import eu.vigil.node.journal.Outcome;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.node.journal.Priority;
import eu.vigil.node.operator.accounts.Accounts;
import eu.vigil.node.operator.accounts.KeptAccounts;
import eu.vigil.node.operator.people.PeopleFile;
import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.Role;
import eu.vigil.node.operator.people.StoredPeople;
import eu.vigil.node.operator.people.Tokens;
import eu.vigil.node.store.SearchKey;
import eu.vigil.node.store.SqliteFile;
import eu.vigil.node.store.SqliteStore;
import eu.vigil.node.store.StoreKeys;
import eu.vigil.node.store.StoreTransaction;
import eu.vigil.pki.key.LogKey;
import eu.vigil.pki.log.HeadSigner;
import eu.vigil.pki.vault.CaseVault;
import eu.vigil.protocol.id.ParticipantId;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;

/** A node as {@code vigil init} leaves it, one person a role: real accounts in a real store behind a real server. */
public final class Office implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<Role, Tokens.Created> tokens = new EnumMap<>(Role.class);
    private final AtomicReference<Instant> now = new AtomicReference<>(TestServer.NOW);
    private final Vertx vertx = Vertx.vertx();
    private final SqliteStore store;
    private final Journal<StoreTransaction> journal;
    private final Accounts accounts;
    private final OperatorServer server;

    /** A new one in an empty folder. */
    public Office(Path folder) {
        LogKeeper keeper = new LogKeeper(new ParticipantId("BE"), new HeadSigner(logKey()));
        InstantSource clock = now::get;
        store = SqliteFile.opened(
                folder,
                new StoreKeys(
                        keeper,
                        new CaseVault(new SecretKeySpec(new byte[32], "AES"), RANDOM),
                        new SearchKey(new SecretKeySpec(new byte[32], "HmacSHA256"))));
        journal = new Journal<>(store, clock, BatchLimits.DEFAULT, cause -> {
            throw new AssertionError(cause);
        });
        journal.start();
        List<PeopleFile.Seed> seeds = Stream.of(Role.values()).map(this::seed).toList();
        written(ledger -> KeptAccounts.takeIn(ledger, seeds, now.get()));
        accounts = new KeptAccounts<>(journal, store, clock);
        Administration administration = new Administration(
                accounts,
                new StoredLogAudit<>(store, keeper, new NoKeys(), clock, StoredLogAudit.ROWS_AT_ONCE),
                FakeAdministration.make().channels(),
                FakeAdministration.make().drills(),
                FakeAdministration.make().calls(),
                FakeAdministration.make().rereading());
        server = switch (OperatorServer.start(
                vertx,
                OperatorSettings.at("127.0.0.1", 0, Optional.empty()),
                new FakeDesk(TestServer.NOW),
                new FakePeers(TestServer.NOW),
                new StoredPeople(store, store::peopleChanges),
                () -> new Health.Readiness(List.of(new Health.Check("store", true, "sqlite"))),
                () -> "",
                new FakeLinks(),
                new FakeHooks(),
                administration,
                clock)) {
            case OperatorServer.Starting.Started(var started) -> started;
            case OperatorServer.Starting.NotStarted(var why) -> throw new AssertionError(why);
        };
    }

    private record NoKeys() implements LogKeys {
        @Override
        public Optional<List<ByteString>> of(PairLogId log) {
            return Optional.empty();
        }

        @Override
        public Stream<PairLogId> known() {
            return Stream.empty();
        }
    }

    private PeopleFile.Seed seed(Role role) {
        Tokens.Created token = Tokens.create(RANDOM);
        tokens.put(role, token);
        return new PeopleFile.Seed(person(role), token.hash());
    }

    /** Whoever has this role. */
    public static Person person(Role role) {
        return new Person(role.word(), "The " + role.word(), Set.of(role));
    }

    /** The first token of whoever has this role. */
    public Tokens.Created token(Role role) {
        return tokens.get(role);
    }

    /** A token that nobody has yet. */
    public static Tokens.Created freshToken() {
        return Tokens.create(RANDOM);
    }

    /** The accounts themselves. */
    public Accounts accounts() {
        return accounts;
    }

    /** {@code http://127.0.0.1:port}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.address().getPort());
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        now.updateAndGet(at -> at.plus(time));
    }

    /** Writes as the journal does. */
    public <R> R written(Function<StoreTransaction, R> work) {
        return switch (journal.<R>submit((ledger, _) -> work.apply(ledger), Priority.PEOPLE, 1000)
                .toCompletableFuture()
                .join()) {
            case Outcome.Committed<R>(var result, var _) -> result;
            case Outcome<R> other -> throw new AssertionError(other);
        };
    }

    private static LogKey logKey() {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return LogKey.of(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
        journal.close();
        store.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
