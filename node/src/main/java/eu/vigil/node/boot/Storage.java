package eu.vigil.node.boot;

import eu.vigil.node.journal.Journal;
import eu.vigil.node.journal.JournalWatch;
import eu.vigil.node.journal.Outcome;
import eu.vigil.node.journal.Priority;
import eu.vigil.node.operator.accounts.KeptAccounts;
import eu.vigil.node.operator.people.PeopleFile;
import eu.vigil.node.store.SqliteStore;
import eu.vigil.node.store.StoreTransaction;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store, and the journal that alone writes it. */
record Storage(SqliteStore store, Journal<StoreTransaction> journal) {
    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);
    private static final int SEED_BYTES = 65_536;

    /**
     * Starts the journal.
     *
     * @param broken told when nothing can be promised any more
     */
    static Storage start(
            SqliteStore store, Given given, InstantSource clock, JournalWatch watch, Runnable broken, Closings closings)
            throws CannotRun {
        Journal<StoreTransaction> journal = new Journal<>(
                store,
                clock,
                ConfiguredLimits.batches(given.config().limits()),
                cause -> {
                    boolean marked = store.markSuspect(String.valueOf(cause));
                    LOG.atError()
                            .setCause(cause)
                            .addKeyValue("marked", marked)
                            .log("the store failed: nothing is promised any more; the node ends");
                    broken.run();
                },
                watch);
        journal.start();
        closings.add("journal", journal);
        seed(journal, given.people());
        return new Storage(store, journal);
    }

    private static void seed(Journal<StoreTransaction> journal, List<PeopleFile.Seed> people) throws CannotRun {
        Outcome<Integer> seeded = journal.submit(
                        (ledger, at) -> KeptAccounts.takeIn(ledger, people, at), Priority.PEOPLE, SEED_BYTES)
                .toCompletableFuture()
                .join();
        if (!(seeded instanceof Outcome.Committed<Integer>)) {
            throw new CannotRun("store: the people of %s could not be written: %s".formatted(PeopleFile.NAME, seeded));
        }
    }
}
