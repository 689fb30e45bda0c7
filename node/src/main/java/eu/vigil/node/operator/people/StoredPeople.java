package eu.vigil.node.operator.people;

import eu.vigil.node.journal.ReadUnavailable;
import eu.vigil.node.journal.Reads;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Signs people in from the store, at each request anew, so that a revoked token ends at once. */
public final class StoredPeople implements SignIn {
    private final Reads<? extends PeopleLedger> store;

    /** Reads from {@code store}. */
    public StoredPeople(Reads<? extends PeopleLedger> store) {
        this.store = store;
    }

    @Override
    public Outcome who(TokenHash hash) {
        try {
            Optional<Person> person = store.read(
                            (PeopleLedger ledger) -> ledger.people().byToken(hash))
                    .toCompletableFuture()
                    .join();
            return person.<Outcome>map(Outcome.Known::new).orElseGet(Outcome.Nobody::new);
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof ReadUnavailable unavailable) {
                return new Outcome.Unavailable(String.valueOf(unavailable.getMessage()));
            }
            throw failed;
        }
    }
}
