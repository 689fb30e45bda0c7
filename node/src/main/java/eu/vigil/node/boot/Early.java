package eu.vigil.node.boot;

import eu.vigil.config.VigilConfig;
import eu.vigil.config.value.StoreLocation;
import eu.vigil.node.boot.Openings.Opening;
import eu.vigil.node.escalation.webhook.AddressRule;
import eu.vigil.node.escalation.webhook.AddressSource;
import eu.vigil.node.escalation.webhook.ReferencedSecrets;
import eu.vigil.node.escalation.webhook.WebhookSender;
import eu.vigil.node.journal.LogKeeper;
import eu.vigil.node.link.LinkLoops;
import eu.vigil.node.link.LinkTls;
import eu.vigil.node.store.SearchKey;
import eu.vigil.node.store.SqliteStore;
import eu.vigil.node.store.StoreKeys;
import eu.vigil.node.store.StoreLimits;
import eu.vigil.node.store.StoreOpening;
import eu.vigil.pki.key.NodeKeys;
import eu.vigil.pki.log.HeadSigner;
import eu.vigil.pki.vault.CaseVault;
import eu.vigil.protocol.id.ParticipantId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The parts that take longest to load, begun as soon as the configuration is read: key file, store, TLS and the HTTP libraries. Most of a
 * start is the loading of their classes and native libraries, and none of them needs another to begin.
 */
record Early(
        Future<Found<NodeKeys>> keys,
        Opening<SqliteStore> store,
        Opening<Loops> loops,
        Opening<Workers> workers,
        Opening<WebhookSender> sender,
        PrivateAddresses privateAddresses) {
    private static final Duration THREADS_END_MAX = Duration.ofSeconds(1);

    /** The links' threads. */
    record Loops(LinkLoops threads) implements AutoCloseable {
        @Override
        public void close() {
            Closings.await(threads.stop(), THREADS_END_MAX);
        }
    }

    /** Threads for whoever must wait for somebody else, not virtual (decision 037); what still waits at the end is left behind. */
    record Workers(ExecutorService threads) implements AutoCloseable {
        @Override
        public void close() {
            threads.shutdownNow();
            try {
                threads.awaitTermination(THREADS_END_MAX.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Begins. */
    static Early begin(Openings openings, VigilConfig config, InstantSource clock) {
        PrivateAddresses addresses = new PrivateAddresses(config.escalation());
        Future<Found<NodeKeys>> keys = openings.ask(() -> Belongings.keys(config));
        Workers workers = new Workers(Executors.newCachedThreadPool(
                Thread.ofPlatform().name("worker-", 0).daemon().factory()));
        return new Early(
                keys,
                openings.begin("store", () -> store(config, keys)),
                openings.begin("link loops", Early::openLoops),
                openings.begin("workers", () -> workers),
                openings.begin(
                        "webhooks",
                        () -> WebhookSender.overOwnThreads(
                                new ReferencedSecrets(config.data()),
                                AddressRule.asListed(addresses),
                                AddressSource.ofSystem(),
                                workers.threads(),
                                clock)),
                addresses);
    }

    private static Loops openLoops() {
        Loops loops = new Loops(new LinkLoops(Math.max(1, Runtime.getRuntime().availableProcessors() / 2)));
        LinkTls.load();
        return loops;
    }

    private static SqliteStore store(VigilConfig config, Future<Found<NodeKeys>> keys) throws CannotRun {
        return switch (config.store().url()) {
            case StoreLocation.Postgresql _ ->
                throw new CannotRun("store.url: this release keeps its store in SQLite; write sqlite:store.db");
            case StoreLocation.Sqlite(Path file) ->
                switch (SqliteStore.open(
                        file.getParent(),
                        file.getFileName().toString(),
                        () -> storeKeys(config, keys),
                        StoreLimits.USUAL)) {
                    case StoreOpening.Opened(var store) -> store;
                    case StoreOpening.Refused(var why) -> throw new CannotRun("store.url: " + why);
                };
        };
    }

    private static StoreKeys storeKeys(VigilConfig config, Future<Found<NodeKeys>> keys) {
        NodeKeys held;
        try {
            held = Openings.await(keys)
                    .thing()
                    .orElseThrow(() -> new IllegalStateException("there are no keys for the store"));
        } catch (CannotRun e) {
            throw new IllegalStateException(e);
        }
        return new StoreKeys(
                new LogKeeper(new ParticipantId(config.participant()), new HeadSigner(held.log())),
                new CaseVault(held.kek(), new SecureRandom()),
                new SearchKey(held.search()));
    }
}
