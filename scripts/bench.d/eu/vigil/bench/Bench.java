package eu.vigil.bench;

import eu.vigil.demo.LocalNetwork;
import eu.vigil.demo.LocalNode;
import eu.vigil.protocol.form.Draft;
import eu.vigil.protocol.id.ParticipantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Measures real nodes; run by {@code scripts/bench} from the project's root. */
public final class Bench {
    private static final Path FOLDER = Path.of("target", "bench", "run");
    private static final int REQUEST_BYTES = 2048;
    /** A campaign: offices that release requests to many States at once. */
    private static final Load.Crowd CAMPAIGN = new Load.Crowd(32, 16);
    /** Nearly as many as the desk serves at once (128). */
    private static final Load.Crowd ONE_BY_ONE = new Load.Crowd(120, 1);
    private static final Duration PAUSE = Duration.ofMillis(20);
    /** A node idles for hours: by then it has given back what its start needed. */
    private static final Duration SETTLED = Duration.ofSeconds(25);
    private static final Duration PROFILED_MAX = Duration.ofMinutes(3);
    private static final int PAGE = 50;
    private static final int LISTS = 300;

    private final Scale scale;
    private final boolean talkative;
    private final LocalNetwork network;
    private final LocalNode belgium;
    private final LocalNode france;
    private final Draft routine = Texts.request("ROUTINE", REQUEST_BYTES);
    private final Draft urgent = Texts.request("URGENT", REQUEST_BYTES);
    private final String token;
    private final Instant begun = Instant.now();
    private double limit;
    private double limitCpu = Double.MAX_VALUE;
    private Figures.Cpu cpu = new Figures.Cpu(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    private Bench(Scale scale, boolean talkative, LocalNetwork network) throws IOException {
        this.scale = scale;
        this.talkative = talkative;
        this.network = network;
        this.belgium = network.node("BE");
        this.france = network.node("FR");
        this.token = Files.readString(belgium.token("duty-officer")).strip();
        // Nobody is called about a routine request at once, as in most offices: the flood is not one of pages.
        Path config = france.folder().resolve("vigil.yaml");
        String text = Files.readString(config);
        String after = text.replace("{ after: PT0S, notify: [\"channel:desk\"] }", "{ after: PT8H, notify: [\"channel:desk\"] }");
        if (after.equals(text)) {
            throw new IllegalStateException("the routine policy of %s is not the one expected".formatted(config));
        }
        Files.writeString(config, after);
    }

    /** {@code [--quick] [-v] [-o table|json] [--profile FOLDER] [--plot FILE]} */
    public static void main(String[] arguments) throws Exception {
        List<String> given = new ArrayList<>(Arrays.asList(arguments));
        Optional<String> output = value(given, "-o");
        Optional<Path> profiles = value(given, "--profile").map(Path::of);
        Optional<Path> plot = value(given, "--plot").map(Path::of);
        boolean quick = given.remove("--quick");
        boolean talkative = given.remove("-v");
        if (!given.isEmpty() || !List.of("table", "json").contains(output.orElse("table"))) {
            System.err.println("usage: scripts/bench [--quick] [-v] [-o table|json] [--profile FOLDER] [--plot FILE], or scripts/bench --jmh [NAME]");
            System.exit(64);
        }
        empty(FOLDER);
        try (LocalNetwork network = LocalNetwork.make(
                FOLDER,
                List.of(
                        new LocalNetwork.Place("BE", "Belgium", "+32 2 555 01 00", "Europe/Brussels", "fr"),
                        new LocalNetwork.Place("FR", "France", "+33 1 55 55 01 00", "Europe/Paris", "fr")))) {
            Bench bench = new Bench(quick ? Scale.QUICK : Scale.FULL, talkative, network);
            if (profiles.isPresent()) {
                System.out.println(bench.profile(Files.createDirectories(profiles.get())));
                return;
            }
            Figures figures = bench.measure();
            if (plot.isPresent()) {
                Files.writeString(plot.get(), Plot.of(figures));
            }
            System.out.println(output.orElse("table").equals("json") ? figures.json() : figures.table());
        }
        System.exit(0);
    }

    private static Optional<String> value(List<String> given, String name) {
        int at = given.indexOf(name);
        if (at < 0 || at + 1 >= given.size()) {
            return Optional.empty();
        }
        given.remove(at);
        return Optional.of(given.remove(at));
    }

    private void tell(String what) {
        if (talkative) {
            System.err.printf("%4d s  %s%n", Duration.between(begun, Instant.now()).toSeconds(), what);
        }
    }

    private Figures measure() throws Exception {
        try (Pager _ = new Pager(network.pagerPort())) {
            double fsync = Machine.fsyncMicros(FOLDER);
            tell("the cryptography alone ...");
            limit(scale.floodMax()); // long enough for this process to be warm: a limit that is too low would flatter
            Figures.Start start = starts();
            Ready ready = write(scale.warmUp() + scale.flood() * (scale.rounds() + 3));
            try (NodeProcess receiver = start(france);
                    NodeProcess sender = start(belgium)) {
                TimeUnit.NANOSECONDS.sleep(SETTLED.toNanos());
                double resident = sender.residentMebibytes();
                Load load = new Load(sender, token);
                warmUp(load, ready.routine(), scale.warmUpMax());
                double best = 0;
                for (int round = 1; round <= scale.rounds(); round++) {
                    best = Math.max(best, flood(sender, receiver, load, ready.routine(), CAMPAIGN, "round " + round));
                }
                flood(sender, receiver, load, ready.routine(), ONE_BY_ONE, "one case a call");
                tell("one urgent request after the other ...");
                Spread lone = load.alone(ready.urgent(), scale.lone(), PAUSE, scale.floodMax().multipliedBy(2));
                tell("urgent ones in a flood ...");
                Spread others = beside(load, ready, ONE_BY_ONE); // also warms what nobody has used so far
                tell("beside one case a call: p50 %.0f, p99 %.0f ms".formatted(others.at(50), others.at(99)));
                Spread beside = beside(load, ready, CAMPAIGN);
                Figures.Cpu ofEmpty = cpu;
                Figures.Growth empty = new Figures.Growth(0, best, listMillis(sender));
                sender.stop();
                receiver.stop();
                Figures.Growth grown = grown(scale.stored());
                return new Figures(best, limit, ofEmpty, lone, beside, start, resident, fsync, List.of(empty, grown));
            }
        }
    }

    /** Both kinds of release, for each has code of its own to be compiled. */
    private void warmUp(Load load, Queue<Books.Waiting> waiting, Duration most) throws Exception {
        tell("warming up ...");
        for (Load.Crowd crowd : List.of(ONE_BY_ONE, CAMPAIGN)) {
            load.flood(waiting, crowd, scale.warmUp() / 2, most.dividedBy(2));
        }
    }

    private Spread beside(Load load, Ready ready, Load.Crowd crowd) throws Exception {
        return load.aloneBeside(
                ready.urgent(), scale.lone(), PAUSE, ready.routine(), crowd, scale.flood(), scale.floodMax());
    }

    private Figures.Start starts() throws IOException, InterruptedException {
        tell("starting a node %d times ...".formatted(scale.starts()));
        double fromClassPath = Double.MAX_VALUE;
        double packaged = Double.MAX_VALUE;
        Optional<Path> program = program();
        for (int i = 0; i < scale.starts(); i++) {
            try (NodeProcess node = NodeProcess.start(belgium)) {
                fromClassPath = Math.min(fromClassPath, node.startMillis());
            }
            if (program.isPresent()) {
                try (NodeProcess node = NodeProcess.startPackaged(belgium, program.get())) {
                    packaged = Math.min(packaged, node.startMillis());
                }
            }
        }
        return new Figures.Start(fromClassPath, program.isPresent() ? packaged : Double.NaN);
    }

    /** The program of a package whose cache is there. */
    private static Optional<Path> program() throws IOException {
        Path packages = Path.of("target", "dist");
        if (!Files.isDirectory(packages)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(packages)) {
            return all.filter(one -> Files.exists(one.resolve("cache").resolve("vigil.aot")))
                    .map(one -> one.resolve("bin").resolve("vigil"))
                    .findFirst();
        }
    }

    private record Ready(Queue<Books.Waiting> routine, Queue<Books.Waiting> urgent) {}

    private Ready write(int many) {
        int few = 3 * scale.lone();
        tell("writing %d requests to be sent ...".formatted(many + few));
        try (Books books = Books.open(belgium)) {
            return new Ready(Load.queue(books.write(routine, many)), Load.queue(books.write(urgent, few)));
        }
    }

    /** A node as its operators run it, from the package, if there is one. */
    private NodeProcess start(LocalNode node) throws IOException, InterruptedException {
        Optional<Path> program = program();
        tell("starting %s from %s ...".formatted(node.participant(), program.map(Path::toString).orElse("the class path")));
        return program.isPresent() ? NodeProcess.startPackaged(node, program.get()) : NodeProcess.start(node);
    }

    /** Records floods of nodes that are warm, and nothing else. */
    private String profile(Path folder) throws Exception {
        try (Pager _ = new Pager(network.pagerPort())) {
            Ready ready = write(scale.warmUp() + scale.flood() * scale.rounds());
            try (NodeProcess receiver = start(france);
                    NodeProcess sender = start(belgium)) {
                Load load = new Load(sender, token);
                warmUp(load, ready.routine(), PROFILED_MAX);
                receiver.record(folder.resolve("FR.jfr"));
                sender.record(folder.resolve("BE.jfr"));
                for (int round = 1; round <= scale.rounds(); round++) {
                    flood(sender, receiver, load, ready.routine(), CAMPAIGN, "round " + round);
                }
            }
        }
        return "processor us a request: sender %.0f, recipient %.0f, load %.0f, cryptography alone %.0f; recorded in %s"
                .formatted(cpu.sender(), cpu.recipient(), cpu.load(), cpu.primitives(), folder);
    }

    private double flood(
            NodeProcess sender,
            NodeProcess receiver,
            Load load,
            Queue<Books.Waiting> waiting,
            Load.Crowd crowd,
            String name)
            throws Exception {
        Machine.Limit now = limit(Duration.ofSeconds(1));
        Duration[] before = {sender.used(), receiver.used(), own()};
        Load.Flood flood = load.flood(waiting, crowd, scale.flood(), scale.floodMax());
        double sent = flood.sent();
        double[] used = {
            micros(sender.used().minus(before[0])) / sent,
            micros(receiver.used().minus(before[1])) / sent,
            micros(own().minus(before[2])) / sent
        };
        tell("%s: %.0f a second, of %.0f; processor us a message: sender %.0f, recipient %.0f, load %.0f, cryptography alone %.0f"
                .formatted(name, flood.perSecond(), now.perSecond(), used[0], used[1], used[2], now.cpuMicros()));
        if (!(used[0] + used[1] >= cpu.sender() + cpu.recipient())) {
            cpu = new Figures.Cpu(used[0], used[1], used[2], limitCpu);
        }
        return flood.perSecond();
    }

    /** The best one of the run counts: whatever makes it less is not the machine. */
    private Machine.Limit limit(Duration time) throws InterruptedException {
        Machine.Limit now = Machine.primitiveLimit(time);
        limit = Math.max(limit, now.perSecond());
        limitCpu = Math.min(limitCpu, now.cpuMicros());
        return now;
    }

    private static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static double micros(Duration time) {
        return time.toNanos() / 1e3;
    }

    /** What 99 of 100 looks at the first page take at most. */
    private double listMillis(NodeProcess node) throws IOException {
        List<Double> taken = new ArrayList<>();
        try (DeskLine desk = new DeskLine(node.node().operator(), token)) {
            for (int i = 0; i < LISTS; i++) {
                long begun = System.nanoTime();
                desk.list(PAGE);
                taken.add((System.nanoTime() - begun) / 1e6);
            }
        }
        return Spread.of(taken).at(99);
    }

    private Figures.Growth grown(int stored) throws Exception {
        tell("storing %d messages on each side ...".formatted(stored));
        try (Books books = Books.open(belgium)) {
            books.sent(routine, stored);
        }
        try (Books books = Books.open(france)) {
            books.received(routine, new ParticipantId("BE"), stored);
        }
        Ready ready = write(scale.warmUp() + scale.flood() * scale.rounds());
        try (NodeProcess receiver = start(france);
                NodeProcess sender = start(belgium)) {
            Load load = new Load(sender, token);
            warmUp(load, ready.routine(), scale.warmUpMax());
            double perSecond = 0;
            for (int round = 1; round <= scale.rounds(); round++) {
                perSecond = Math.max(perSecond, flood(sender, receiver, load, ready.routine(), CAMPAIGN, "full store, round " + round));
            }
            return new Figures.Growth(stored, perSecond, listMillis(sender));
        }
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
