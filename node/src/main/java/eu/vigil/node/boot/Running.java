package eu.vigil.node.boot;

import eu.vigil.config.VigilConfig;
import eu.vigil.config.value.HostPort;
import eu.vigil.node.casework.Arrivals;
import eu.vigil.node.casework.Departures;
import eu.vigil.node.desk.DeskRoom;
import eu.vigil.node.desk.Patience;
import eu.vigil.node.desk.RequestAlarm;
import eu.vigil.node.directory.Directories;
import eu.vigil.node.dispatch.Backoff;
import eu.vigil.node.dispatch.Dispatch;
import eu.vigil.node.dispatch.Resealing;
import eu.vigil.node.doctor.CertificateWatch;
import eu.vigil.node.doctor.ClockWatch;
import eu.vigil.node.doctor.HeldCertificate;
import eu.vigil.node.escalation.StoredPageLinks;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.webhook.AddressRule;
import eu.vigil.node.escalation.webhook.ReferencedSecrets;
import eu.vigil.node.escalation.webhook.StoredHooks;
import eu.vigil.node.escalation.webhook.WebhookSender;
import eu.vigil.node.intake.Intake;
import eu.vigil.node.intake.IntakeLimits;
import eu.vigil.node.intake.Stock;
import eu.vigil.node.link.LinkServer;
import eu.vigil.node.logging.NodeLog;
import eu.vigil.node.metrics.Meters;
import eu.vigil.node.metrics.Scrape;
import eu.vigil.node.operator.OperatorServer;
import eu.vigil.node.operator.OperatorSettings;
import eu.vigil.node.operator.Rereading;
import eu.vigil.node.operator.people.StoredPeople;
import eu.vigil.node.peers.PeerBook;
import eu.vigil.node.store.StoreTransaction;
import eu.vigil.pki.seal.Opener;
import eu.vigil.pki.seal.Sealer;
import eu.vigil.protocol.form.Form;
import eu.vigil.protocol.form.Rules;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.link.LinkPeer;
import eu.vigil.protocol.policy.Policy;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A whole node, wired by hand. What is opened is closed in reverse order. */
final class Running implements AutoCloseable, Renewable {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);
    private static final Duration OWED_EVERY = Duration.ofSeconds(30);
    private static final Duration DEADLINES_EVERY = Duration.ofSeconds(1);

    private final Closings closings;
    private final AtomicReference<InForce> inForce;
    private final ParticipantId self;
    private final Directories directories;
    private final Meters meters;
    private final Storage storage;
    private final Network network;
    private final Sealer sealer;
    private final Opener opener;
    private final Dispatch<StoreTransaction> dispatch;
    private final LinkServer server;
    private final Stock stock;
    private final Gauges gauges;
    private final PrivateAddresses privateAddresses;

    /**
     * What everybody is handed.
     *
     * @param rereading of the configuration, once the node runs
     * @param begunAt when the process began
     */
    record Setting(
            Given given,
            AtomicReference<InForce> inForce,
            Meters meters,
            PrometheusRegistry registry,
            InstantSource clock,
            SecureRandom random,
            Rereading rereading,
            Instant begunAt) {}

    /**
     * Starts everything; if one part cannot, what was started is closed again.
     *
     * @param broken told when nothing can be promised any more
     */
    static Running start(Setting setting, Early early, Runnable broken) throws CannotRun {
        Closings closings = new Closings();
        boolean started = false;
        try {
            Running running = new Running(closings, setting, early, broken);
            started = true;
            return running;
        } finally {
            if (!started) {
                closings.close();
            }
        }
    }

    private Running(Closings closings, Setting setting, Early early, Runnable broken) throws CannotRun {
        Given given = setting.given();
        this.meters = setting.meters();
        InstantSource clock = setting.clock();
        SecureRandom random = setting.random();
        VigilConfig config = given.config();
        Supplier<EscalationPlan> plan = () -> setting.inForce().get().plan();
        Policy policy = Policy.builtIn();
        Rules rules = new Rules();
        this.closings = closings;
        this.inForce = setting.inForce();
        this.self = new ParticipantId(config.participant());
        this.directories = given.directories();
        this.privateAddresses = early.privateAddresses();

        storage = Storage.start(early.store().take(closings), given, clock, meters, broken, closings);
        int processors = Runtime.getRuntime().availableProcessors();
        int urgentThreads = Math.max(1, processors / 2);
        ExecutorService urgent = closings.add("urgent", computing("urgent-", urgentThreads, Thread.NORM_PRIORITY));
        // Who computes for a flood takes what is left of the processors.
        ThreadPoolExecutor opening = closings.add("opening", computing("open-", processors, Thread.MIN_PRIORITY));
        ExecutorService sealing = closings.add("sealing", computing("seal-", processors, Thread.MIN_PRIORITY));
        storage.journal().expect(() -> atWork(opening));
        ExecutorService workers = early.workers().take(closings).threads();
        Lane lane = closings.add("dispatch", new Lane());

        network = new Network(early.loops().take(closings).threads(), given, clock, closings);
        Greetings greetings = new Greetings(self, directories, storage.store(), clock, "vigil/" + given.version());
        WebhookSender sender = early.sender().take(closings);
        Pager pager = Pager.wire(
                config,
                plan,
                storage,
                meters.counting(sender),
                AddressRule.asListed(privateAddresses),
                sender,
                clock,
                random,
                closings);
        RequestAlarm alarm = new RequestAlarm(pager.escalation());
        Departures<StoreTransaction> departures = new Departures<>(alarm);
        sealer = new Sealer(given.keys().signing(), random);
        dispatch = new Dispatch<>(new Dispatch.Parts<>(
                self,
                storage.journal(),
                storage.store(),
                departures,
                new DirectoryDialler(network.dialler(), directories, greetings),
                directories::of,
                new Resealing(sealer),
                clock,
                random,
                Backoff.DEFAULT,
                lane,
                lane,
                meters));

        opener = new Opener(given.keys().decryption());
        InboundLinks[] inbound = new InboundLinks[1];
        LinkServer[] door = new LinkServer[1];
        stock = StockTaking.of(config.limits(), config.data(), storage.journal(), () -> door[0]);
        DeskRoom<StoreTransaction> room = new DeskRoom<>(new DeskRoom.Parts<>(
                self,
                given.version(),
                storage.journal(),
                storage.store(),
                sealer,
                new Form(rules),
                policy,
                directories::of,
                directories::all,
                departures,
                dispatch,
                pager.escalation(),
                alarm,
                () -> inbound[0].listening(),
                () -> ConfiguredDrills.of(setting.inForce().get().config().drills()),
                clock,
                random,
                workers,
                sealing,
                Patience.OF_THREADS));
        Intake<StoreTransaction> intake = new Intake<>(
                self,
                directories::of,
                opener,
                policy,
                rules,
                new Arrivals<>(self, policy, alarm),
                storage.journal(),
                urgent,
                opening,
                room::accepted,
                clock,
                IntakeLimits.of(urgentThreads, processors),
                stock);
        inbound[0] = new InboundLinks(greetings, intake, dispatch, storage.store(), clock, meters);
        server = network.server(inbound[0]);
        door[0] = server;
        StockTaking.start(stock, lane.timer());

        Ending ending = closings.add("links and operator", new Ending(() -> network.end(dispatch, server)));
        InetSocketAddress links = Network.listen(server, config.link().listen());
        pager.cycle().start();
        expect(plan.get());
        dispatch.start(
                Gauges.peers(self, directories),
                storage.store()
                        .read(ledger -> ledger.outbox().waiting())
                        .toCompletableFuture()
                        .join());
        room.start(lane.timer(), OWED_EVERY, DEADLINES_EVERY);
        new CertificateWatch(() -> HeldCertificate.of(inForce.get().keys()), pager.escalation())
                .start(lane.timer(), pager.writes());
        new ClockWatch(Clock.systemUTC(), clock, pager.escalation()).start(lane.timer(), pager.writes());

        NodeHealth health = new NodeHealth(
                storage.store(), storage.journal(), pager.cycle(), plan, new ReferencedSecrets(config.data()), clock);
        gauges = new Gauges(
                self,
                given.version(),
                inForce::get,
                directories,
                storage,
                dispatch,
                inbound[0]::listening,
                pager.cycle(),
                health,
                clock);
        HostPort operator = config.operator().listen();
        OperatorServer http = switch (OperatorServer.startOverOwnThreads(
                OperatorSettings.at(
                        operator.host(),
                        operator.port(),
                        config.operator().publicUrl().map(address -> address.uri())),
                room.desk(),
                new PeerBook(self, directories::all, dispatch::standing, inbound[0]::call, storage.store(), clock),
                new StoredPeople(storage.store(), storage.store()::peopleChanges),
                health,
                new Scrape(setting.registry(), gauges.sources())::text,
                new StoredPageLinks<>(
                        plan, pager.escalation(), storage.store()::read, pager.writes(), room.acknowledgements()),
                new StoredHooks<>(
                        plan,
                        new ReferencedSecrets(config.data()),
                        pager.escalation(),
                        pager.writes(),
                        room.acknowledgements(),
                        clock),
                Administrations.of(
                        given,
                        plan,
                        storage.journal(),
                        storage.store(),
                        sender,
                        room.drills(),
                        room.calls(),
                        setting.rereading(),
                        clock,
                        random),
                clock)) {
            case OperatorServer.Starting.Started(var listening) -> listening;
            case OperatorServer.Starting.NotStarted(var why) -> throw new CannotRun(why);
        };
        ending.beside(http);
        // Only now: on a small machine it would take its time from the start itself.
        Thread.ofPlatform().daemon().name("warm-up").start(new WarmUp(given.keys(), rules, clock, random));
        LOG.atInfo()
                .addKeyValue("participant", self)
                .addKeyValue("version", given.version())
                .addKeyValue("links", links)
                .addKeyValue("operator", http.address())
                .addKeyValue("security", network.description())
                .addKeyValue(
                        "tookMillis",
                        Duration.between(setting.begunAt(), clock.instant()).toMillis())
                .log("ready");
    }

    // What comes out is right whatever the priorities; what is urgent comes out soon only with them (decision 033).
    @SuppressWarnings("ThreadPriorityCheck")
    private static ThreadPoolExecutor computing(String name, int threads, int priority) {
        return new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name(name, 0).priority(priority).factory());
    }

    private static boolean atWork(ThreadPoolExecutor pool) {
        return pool.getActiveCount() > 0 || !pool.getQueue().isEmpty();
    }

    /** How the node is, for systemd. */
    Signs signs() {
        return gauges.signs();
    }

    @Override
    public InForce inForce() {
        return inForce.get();
    }

    @Override
    public Directories directories() {
        return directories;
    }

    @Override
    public void renew(Renewal renewal) {
        InForce next = renewal.next();
        Predicate<LinkPeer> changed = Network.changed(directories.copy(), new Directories(renewal.directories()));
        inForce.set(next);
        NodeLog.level(Level.valueOf(next.config().log().level().name()));
        privateAddresses.renew(next.config().escalation());
        storage.journal().limits(ConfiguredLimits.batches(next.config().limits()));
        server.limits(ConfiguredLimits.links(next.config().limits()));
        stock.lines(ConfiguredLimits.lines(next.config().limits()));
        network.dialler().limits(ConfiguredLimits.links(next.config().limits()));
        directories.renew(renewal.directories());
        network.renew(next.keys());
        sealer.signAs(next.keys().signing());
        opener.openWith(next.keys().decryption());
        server.end(changed);
        network.dialler().end(changed);
        expect(next.plan());
        dispatch.dialToo(Gauges.peers(self, directories));
    }

    private void expect(EscalationPlan plan) {
        meters.expect(Gauges.peers(self, directories), plan.channels().keySet());
    }

    @Override
    public void close() {
        closings.close();
    }
}
