package eu.vigil.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import eu.vigil.demo.CaseText;
import eu.vigil.demo.LocalNetwork;
import eu.vigil.demo.LocalNode;
import eu.vigil.demo.Officer;
import eu.vigil.demo.PageSink;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs two nodes under load and kills; run by {@code scripts/soak} from the project's root. */
public final class Soak {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path REQUEST = Path.of("scripts", "demo.d", "case-a", "preservation-request.json");
    private static final Path FOLDER = Path.of("target", "soak");
    private static final Duration HEAL_MAX = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);
    private static final int FAULTS_SHOWN = 20;

    private final ToldLedger ledger = new ToldLedger();
    private final AtomicBoolean on = new AtomicBoolean(true);
    private final Map<String, Officer> officers = new LinkedHashMap<>();
    private final Map<String, DutyOfficer> duty = new LinkedHashMap<>();

    private record Asked(Duration time, long seed, boolean json) {
        static Optional<Asked> of(String[] arguments) {
            long seconds = 60;
            long seed = System.nanoTime() & 0xffff_ffffL;
            boolean json = false;
            Iterator<String> words = Arrays.asList(arguments).iterator();
            try {
                while (words.hasNext()) {
                    String word = words.next();
                    String value = words.hasNext() ? words.next() : "";
                    switch (word) {
                        case "--seconds" -> seconds = Long.parseLong(value);
                        case "--seed" -> seed = Long.parseLong(value);
                        case "-o" -> json = value.equals("json");
                        default -> {
                            return Optional.empty();
                        }
                    }
                }
            } catch (NumberFormatException _) {
                return Optional.empty();
            }
            return Optional.of(new Asked(Duration.ofSeconds(seconds), seed, json));
        }
    }

    private Soak() {}

    /** {@code [--seconds N] [--seed N] [-o json|table]} */
    public static void main(String[] arguments) throws Exception {
        Optional<Asked> asked = Asked.of(arguments);
        if (asked.isEmpty()) {
            System.err.println("usage: scripts/soak [--seconds N] [--seed N] [-o table|json]");
            System.exit(64);
        }
        System.exit(new Soak().run(asked.get()) ? 0 : 1);
    }

    private boolean run(Asked asked) throws Exception {
        System.err.printf("seed %d; the nodes' folders are %s/be and %s/fr%n", asked.seed(), FOLDER, FOLDER);
        try (LocalNetwork network = LocalNetwork.make(
                FOLDER,
                List.of(
                        new LocalNetwork.Place("BE", "Belgium", "+32 2 555 01 00", "Europe/Brussels", "fr"),
                        new LocalNetwork.Place("FR", "France", "+33 1 55 55 01 00", "Europe/Paris", "fr")))) {
            Runtime.getRuntime().addShutdownHook(new Thread(network::close));
            try (PageSink pager = PageSink.listen(network.pagerPort(), secrets(network))) {
                network.start();
                return run(asked, network, pager);
            }
        }
    }

    private boolean run(Asked asked, LocalNetwork network, PageSink pager) throws Exception {
        SplittableRandom dice = new SplittableRandom(asked.seed());
        String form = CaseText.lastNight(Files.readString(REQUEST), Instant.now());
        for (LocalNode node : network.nodes()) {
            officers.put(node.participant(), new Officer(node));
        }
        List<Thread> people = new ArrayList<>();
        officers.forEach((name, officer) -> {
            DutyOfficer woken = new DutyOfficer(name, officer, ledger, dice.split(), on::get);
            duty.put(name, woken);
            people.add(Thread.ofVirtual().start(woken));
            String to = name.equals("BE") ? "FR" : "BE";
            String text = form.replace("\"to\": \"FR\"", "\"to\": \"%s\"".formatted(to));
            people.add(Thread.ofVirtual().start(new Clerk(name, officer, text, ledger, on::get)));
        });
        Thread ears = Thread.ofVirtual().start(() -> hear(pager));

        long deadline = System.nanoTime() + asked.time().toNanos();
        Plug plug = new Plug(List.copyOf(network.nodes()), dice);
        Thread voice = Thread.ofVirtual().start(() -> say(plug));
        plug.pullWhile(() -> System.nanoTime() < deadline);
        on.set(false);
        for (Thread one : people) {
            one.join();
        }
        voice.interrupt();

        boolean quiet = heal();
        Comparison.Found found = Comparison.of(officers, ledger);
        ears.interrupt();
        tell(asked, plug, quiet, found);
        officers.values().forEach(Officer::close);
        return quiet && found.nothing();
    }

    /** Waits until nothing is on its way any more and everybody was rung; false if that takes too long. */
    private boolean heal() throws IOException, InterruptedException {
        System.err.println("the load ends; healing");
        long deadline = System.nanoTime() + HEAL_MAX.toNanos();
        while (System.nanoTime() < deadline) {
            if (isQuiet()) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        }
        return false;
    }

    private boolean isQuiet() throws IOException, InterruptedException {
        for (Map.Entry<String, Officer> one : officers.entrySet()) {
            JsonNode status = one.getValue().status();
            if (status.path("counts").path("unreceipted").asLong() > 0
                    || status.findValues("queued").stream().anyMatch(queued -> queued.asLong() > 0)) {
                return false;
            }
            for (JsonNode found : one.getValue().cases()) {
                String caseRef = found.path("caseRef").asText();
                if (!caseRef.startsWith(one.getKey() + "-") && !ledger.rang(caseRef)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void hear(PageSink pager) {
        try {
            while (true) {
                Optional<PageSink.Line> line = pager.next(Duration.ofDays(1));
                if (line.isPresent()) {
                    hear(line.get());
                }
            }
        } catch (InterruptedException | IOException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void hear(PageSink.Line line) throws IOException {
        JsonNode page = JSON.readTree(line.json());
        JsonNode data = page.path("data");
        String caseRef = data.path("case_ref").asText();
        if (!data.path("cause").asText().equals("REQUEST_RECEIVED") || !page.path("verified").asBoolean()) {
            return;
        }
        String id = page.path("id").asText();
        String place = "%s %s %s".formatted(data.path("incident"), data.path("cycle"), data.path("step"));
        ledger.rang(new ToldLedger.Rung(id, caseRef, place, line.at()));
        String whose = caseRef.startsWith("BE-") ? "FR" : "BE";
        duty.get(whose).wake(caseRef, URI.create(page.path("link").asText()));
    }

    private void say(Plug plug) {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(7);
                System.err.printf("%d accepted, %d pages rang, %d kills%n", ledger.accepted(), ledger.rung().size(), plug.kills());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Asked asked, Plug plug, boolean quiet, Comparison.Found found) {
        if (!quiet) {
            System.err.printf("not quiet %d s after the last kill%n", HEAL_MAX.toSeconds());
        }
        for (List<String> faults :
                List.of(found.lost(), found.duplicated(), found.unreceipted(), found.unpaged())) {
            faults.stream().limit(FAULTS_SHOWN).forEach(System.err::println);
        }
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("accepted", ledger.accepted());
        figures.put("lost", (long) found.lost().size());
        figures.put("duplicated", (long) found.duplicated().size());
        figures.put("unreceipted", (long) found.unreceipted().size());
        figures.put("unpaged", (long) found.unpaged().size());
        figures.put("kills", (long) plug.kills());
        if (asked.json()) {
            System.out.println(JSON.createObjectNode().setAll(nodes(figures)));
        } else {
            figures.forEach((name, figure) -> System.out.printf("%-12s %d%n", name, figure));
        }
    }

    private static Map<String, JsonNode> nodes(Map<String, Long> figures) {
        Map<String, JsonNode> nodes = new LinkedHashMap<>();
        figures.forEach((name, figure) -> nodes.put(name, JSON.getNodeFactory().numberNode(figure)));
        return nodes;
    }

    /** Both nodes page the same pager; it knows both secrets. */
    private static Path secrets(LocalNetwork network) throws IOException {
        Path all = FOLDER.resolve("pager.secret");
        List<String> secrets = new ArrayList<>();
        for (LocalNode node : network.nodes()) {
            secrets.add(Files.readString(node.folder().resolve("desk.secret")).strip());
        }
        Files.writeString(all, String.join(" ", secrets) + "\n");
        all.toFile().setReadable(false, false);
        all.toFile().setReadable(true, true);
        return all;
    }
}
