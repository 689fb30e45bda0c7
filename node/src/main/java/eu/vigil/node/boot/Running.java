package eu.vigil.node.boot;

import eu.vigil.config.VigilConfig;
import eu.vigil.config.value.HostPort;
import eu.vigil.config.value.StoreLocation;
import eu.vigil.node.casework.Arrivals;
import eu.vigil.node.casework.Departures;
import eu.vigil.node.desk.DeskRoom;
import eu.vigil.node.desk.Patience;
import eu.vigil.node.desk.RequestAlarm;
import eu.vigil.node.directory.Directories;
import eu.vigil.node.dispatch.Backoff;
import eu.vigil.node.dispatch.Dispatch;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.doctor.CertificateWatch;
import eu.vigil.node.doctor.HeldCertificate;
import eu.vigil.node.escalation.Bell;
import eu.vigil.node.escalation.Escalation;
import eu.vigil.node.escalation.JournalWrites;
import eu.vigil.node.escalation.PageCycle;
import eu.vigil.node.escalation.SchedulerThread;
import eu.vigil.node.escalation.StoredPageLinks;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.webhook.AddressRule;
import eu.vigil.node.escalation.webhook.AddressSource;
import eu.vigil.node.escalation.webhook.ReferencedSecrets;
import eu.vigil.node.escalation.webhook.WebhookSender;
import eu.vigil.node.intake.Intake;
import eu.vigil.node.intake.IntakeLimits;
import eu.vigil.node.journal.Journal;
import eu.vigil.node.journal.Outcome;
import eu.vigil.node.journal.Priority;
import eu.vigil.node.link.LinkDialler;
import eu.vigil.node.link.LinkLoops;
import eu.vigil.node.link.LinkServer;
import eu.vigil.node.link.LinkTls;
import eu.vigil.node.operator.OperatorServer;
import eu.vigil.node.operator.OperatorSettings;
import eu.vigil.node.operator.accounts.KeptAccounts;
import eu.vigil.node.operator.people.PeopleFile;
import eu.vigil.node.operator.people.StoredPeople;
import eu.vigil.node.peers.PeerBook;
import eu.vigil.node.store.SqliteStore;
import eu.vigil.node.store.StoreKeys;
import eu.vigil.node.store.StoreLimits;
import eu.vigil.node.store.StoreOpening;
import eu.vigil.node.store.StoreTransaction;
import eu.vigil.pki.certificate.LinkIdentity;
import eu.vigil.pki.certificate.LinkTrust;
import eu.vigil.pki.key.NodeKeys;
import eu.vigil.pki.seal.Opener;
import eu.vigil.pki.seal.Sealer;
import eu.vigil.pki.vault.CaseVault;
import eu.vigil.protocol.form.Form;
import eu.vigil.protocol.form.Rules;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.link.LinkLimits;
import eu.vigil.protocol.policy.Policy;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole node, wired by hand. What is opened is closed in reverse order. */
final class Running implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);
    private static final Duration LINKS_END_MAX = Duration.ofSeconds(6);
    private static final Duration THREADS_END_MAX = Duration.ofSeconds(2);
    private static final Duration OWED_EVERY = Duration.ofSeconds(30);
    private static final Duration DEADLINES_EVERY = Duration.ofSeconds(1);
    private static final int SEED_BYTES = 65_536;

    private final Closings closings = new Closings();

    /** Why a node cannot run: a sentence for the operator, naming the file or the key. */
    static final class CannotRun extends Exception {
        private static final long serialVersionUID = 1L;

        CannotRun(String why) {
            super(why, null, false, false);
        }
    }

    private Running() {}

    /** What the node is made of before anything runs. */
    record Given(
            VigilConfig config,
            NodeKeys keys,
            Directories directories,
            EscalationPlan plan,
            List<PeopleFile.Seed> people,
            String version) {}

    /**
     * Starts everything; if one part cannot, what was started is closed again.
     *
     * @param broken told when nothing can be promised any more
     */
    static Running start(Given given, InstantSource clock, SecureRandom random, Runnable broken) throws CannotRun {
        Running running = new Running();
        boolean started = false;
        try {
            running.wire(given, clock, random, broken);
            started = true;
            return running;
        } finally {
            if (!started) {
                running.close();
            }
        }
    }

    private void wire(Given given, InstantSource clock, SecureRandom random, Runnable broken) throws CannotRun {
        VigilConfig config = given.config();
        ParticipantId self = new ParticipantId(config.participant());
        Directories directories = given.directories();
        Policy policy = Policy.builtIn();
        Rules rules = new Rules();
        Thread.ofPlatform().daemon().name("warm-up").start(new WarmUp(given.keys(), rules, clock, random));

        SqliteStore store = closings.add("store", store(given));
        Journal<StoreTransaction> journal =
                new Journal<>(store, clock, ConfiguredLimits.batches(config.limits()), cause -> {
                    boolean marked = store.markSuspect(String.valueOf(cause));
                    LOG.atError()
                            .setCause(cause)
                            .addKeyValue("marked", marked)
                            .log("the store failed: nothing is promised any more; the node ends");
                    broken.run();
                });
        journal.start();
        closings.add("journal", journal);
        seedPeople(journal, given.people());

        ExecutorService crypto = closings.add(
                "crypto",
                Executors.newFixedThreadPool(
                        Runtime.getRuntime().availableProcessors(),
                        Thread.ofPlatform().name("crypto-", 0).factory()));
        ExecutorService workers = closings.add("workers", Executors.newVirtualThreadPerTaskExecutor());
        Lane lane = closings.add("dispatch", new Lane());

        LinkLoops loops = new LinkLoops(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        closings.add("link loops", () -> Closings.await(loops.stop(), THREADS_END_MAX));
        LinkTls tls = closings.add(
                "tls", new LinkTls(new LinkIdentity(given.keys().tls()), new LinkTrust(directories::anchors, clock)));
        LinkLimits limits = ConfiguredLimits.links(config.limits());
        Greetings greetings = new Greetings(self, directories, store, clock, "vigil/" + given.version());

        Bell bell = new Bell();
        Escalation escalation = new Escalation(given::plan, clock, random, bell);
        RequestAlarm alarm = new RequestAlarm(escalation);
        Departures<StoreTransaction> departures = new Departures<>(alarm);
        LinkDialler dialler = new LinkDialler(loops, tls, limits, clock);
        Dispatch<StoreTransaction> dispatch = new Dispatch<>(new Dispatch.Parts<>(
                self,
                journal,
                store,
                departures,
                new DirectoryDialler(dialler, directories, greetings),
                directories::of,
                clock,
                random,
                Backoff.DEFAULT,
                lane,
                lane));

        JournalWrites<StoreTransaction> pageWrites = new JournalWrites<>(journal);
        SchedulerThread pager = closings.add("pager", new SchedulerThread());
        WebhookSender sender = closings.add(
                "webhooks",
                WebhookSender.overOwnThreads(
                        new ReferencedSecrets(config.data()),
                        new AddressRule(config.escalation().privateAddresses().stream()
                                .map(range -> AddressRule.range(range.toString()))
                                .toList()),
                        AddressSource.ofSystem(),
                        workers,
                        clock));
        PageCycle cycle = new PageCycle(
                given::plan,
                Optional.of(publicUrl(config)),
                escalation,
                pageWrites,
                sender,
                clock,
                pager,
                bell,
                random,
                self.value());
        closings.add("page cycle", cycle::stop);

        InboundLinks[] inbound = new InboundLinks[1];
        DeskRoom<StoreTransaction> room = new DeskRoom<>(new DeskRoom.Parts<>(
                self,
                given.version(),
                journal,
                store,
                new Sealer(given.keys().signing(), random),
                new Form(rules),
                policy,
                directories::of,
                directories::all,
                departures,
                dispatch,
                escalation,
                alarm,
                () -> inbound[0].listening(),
                clock,
                random,
                workers,
                Patience.OF_THREADS));
        Intake<StoreTransaction> intake = new Intake<>(
                self,
                directories::of,
                new Opener(given.keys().decryption()),
                policy,
                rules,
                new Arrivals<>(self, policy, alarm),
                journal,
                crypto,
                room::accepted,
                clock,
                IntakeLimits.DEFAULT);
        inbound[0] = new InboundLinks(greetings, intake, dispatch, store, clock);
        LinkServer server = new LinkServer(loops, tls, limits, clock, inbound[0]);
        closings.add("links", () -> {
            dispatch.stop();
            CompletionStage<Void> served = server.stop();
            Closings.await(dialler.stop(), LINKS_END_MAX);
            Closings.await(served, LINKS_END_MAX);
        });

        InetSocketAddress links = listen(server, config.link().listen());
        cycle.start();
        dispatch.start(
                peers(self, directories),
                ask(store.read(ledger -> ledger.outbox().waiting())));
        room.start(lane.timer(), OWED_EVERY, DEADLINES_EVERY);
        new CertificateWatch(() -> HeldCertificate.of(given.keys()), escalation).start(lane.timer(), pageWrites);

        HostPort operator = config.operator().listen();
        StoredPageLinks<StoreTransaction> pageLinks =
                new StoredPageLinks<>(given::plan, escalation, store::read, pageWrites, room.acknowledgements());
        OperatorServer http = switch (OperatorServer.startOverOwnThreads(
                OperatorSettings.at(
                        operator.host(),
                        operator.port(),
                        config.operator().publicUrl().map(address -> address.uri())),
                room.desk(),
                new PeerBook(self, directories::all, dispatch::standing, inbound[0]::call, store, clock),
                new StoredPeople(store),
                new NodeHealth(store, journal, cycle, given.plan(), new ReferencedSecrets(config.data()), clock),
                pageLinks,
                Administrations.of(given, journal, store, sender, clock, random),
                clock)) {
            case OperatorServer.Starting.Started(var listening) -> listening;
            case OperatorServer.Starting.NotStarted(var why) -> throw new CannotRun(why);
        };
        closings.add("operator", http);
        LOG.atInfo()
                .addKeyValue("participant", self)
                .addKeyValue("version", given.version())
                .addKeyValue("links", links)
                .addKeyValue("operator", http.address())
                .addKeyValue("tls", tls.description())
                .addKeyValue("io", loops.description())
                .log("ready");
    }

    private static SqliteStore store(Given given) throws CannotRun {
        return switch (given.config().store().url()) {
            case StoreLocation.Postgresql _ ->
                throw new CannotRun("store.url: this release keeps its store in SQLite; write sqlite:store.db");
            case StoreLocation.Sqlite(Path file) -> {
                StoreKeys keys = new StoreKeys(
                        Administrations.logKeeper(given),
                        new CaseVault(given.keys().kek(), new SecureRandom()));
                yield switch (SqliteStore.open(
                        file.getParent(), file.getFileName().toString(), keys, StoreLimits.USUAL)) {
                    case StoreOpening.Opened(var store) -> store;
                    case StoreOpening.Refused(var why) -> throw new CannotRun("store.url: " + why);
                };
            }
        };
    }

    private static void seedPeople(Journal<StoreTransaction> journal, List<PeopleFile.Seed> people) throws CannotRun {
        Outcome<Integer> seeded = ask(
                journal.submit((ledger, at) -> KeptAccounts.takeIn(ledger, people, at), Priority.PEOPLE, SEED_BYTES));
        if (!(seeded instanceof Outcome.Committed<Integer>)) {
            throw new CannotRun("store: the people of %s could not be written: %s".formatted(PeopleFile.NAME, seeded));
        }
    }

    private static Collection<PeerId> peers(ParticipantId self, Directories directories) {
        return directories.all().stream()
                .flatMap(directory -> directory.entries().stream()
                        .filter(entry -> !entry.id().equals(self))
                        .map(entry -> new PeerId(directory.network(), entry.id())))
                .toList();
    }

    private static URI publicUrl(VigilConfig config) {
        HostPort listen = config.operator().listen();
        return config.operator()
                .publicUrl()
                .map(address -> address.uri())
                .orElseGet(() -> URI.create("http://%s".formatted(listen)));
    }

    private static InetSocketAddress listen(LinkServer server, HostPort at) throws CannotRun {
        InetSocketAddress address = new InetSocketAddress(at.host(), at.port());
        if (address.isUnresolved()) {
            throw new CannotRun("link.listen: '%s' is no address of this machine".formatted(at.host()));
        }
        try {
            return ask(server.listen(address));
        } catch (CompletionException e) {
            throw new CannotRun("link.listen: %s".formatted(e.getCause().getMessage()));
        }
    }

    private static <A> A ask(CompletionStage<A> stage) {
        return stage.toCompletableFuture().join();
    }

    @Override
    public void close() {
        closings.close();
    }
}
