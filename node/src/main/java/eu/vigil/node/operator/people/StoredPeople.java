package eu.vigil.node.operator.people;

import eu.vigil.node.journal.ReadUnavailable;
import eu.vigil.node.journal.Reads;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Signs people in with what the store says, and remembers it for as long as nothing about people changes there. */
public final class StoredPeople implements SignIn {
    private final Reads<? extends PeopleLedger> store;
    private final LongSupplier changes;
    private volatile Remembered remembered = new Remembered(-1);

    /** Holders of tokens, as they stood after so many changes. */
    private record Remembered(long changes, Map<TokenHash, Person> people) {
        Remembered(long changes) {
            this(changes, new ConcurrentHashMap<>());
        }
    }

    /**
     * Reads from {@code store}.
     *
     * @param changes another number as soon as anything about people or their tokens may have changed
     */
    public StoredPeople(Reads<? extends PeopleLedger> store, LongSupplier changes) {
        this.store = store;
        this.changes = changes;
    }

    @Override
    public Optional<Person> remembered(TokenHash hash) {
        Remembered now = remembered;
        return now.changes() == changes.getAsLong()
                ? Optional.ofNullable(now.people().get(hash))
                : Optional.empty();
    }

    @Override
    public Outcome who(TokenHash hash) {
        // Before the store is read: what changes while it is read is not remembered as it was.
        long before = changes.getAsLong();
        try {
            Optional<Person> person = stored(hash);
            person.ifPresent(known -> remember(before, hash, known));
            return person.<Outcome>map(Outcome.Known::new).orElseGet(Outcome.Nobody::new);
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof ReadUnavailable unavailable) {
                return new Outcome.Unavailable(String.valueOf(unavailable.getMessage()));
            }
            throw failed;
        }
    }

    private Optional<Person> stored(TokenHash hash) {
        return store.read((PeopleLedger ledger) -> ledger.people().byToken(hash))
                .toCompletableFuture()
                .join();
    }

    private synchronized void remember(long asOf, TokenHash hash, Person person) {
        if (remembered.changes() < asOf) {
            remembered = new Remembered(asOf);
        }
        if (remembered.changes() == asOf) {
            remembered.people().put(hash, person);
        }
    }
}
