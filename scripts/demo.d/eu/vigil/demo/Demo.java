package eu.vigil.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Plays a case with real nodes on loopback, live on the screen; run by {@code scripts/demo} from the project's root. */
public final class Demo {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path FOLDER = Path.of("target", "demo");
    private static final Path REQUEST = Path.of("scripts", "demo.d", "case-a", "preservation-request.json");
    private static final Duration STEP_MAX = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final String REASON = "One officer on duty at 03:10; the host rotates netflow after 72 hours.";

    private static final List<LocalNetwork.Place> BELGIUM_AND_FRANCE = List.of(
            new LocalNetwork.Place("BE", "Federal Computer Crime Unit", "+32 2 555 01 00", "Europe/Brussels", "fr"),
            new LocalNetwork.Place("FR", "Office anti-cybercriminalite", "+33 1 55 55 01 00", "Europe/Paris", "fr"));

    private final PrintStream screen;
    private final boolean once;

    private Demo(PrintStream screen, boolean once) {
        this.screen = screen;
        this.once = once;
    }

    /** {@code [--once] [--case A|night]} */
    public static void main(String[] arguments) throws Exception {
        List<String> given = Arrays.asList(arguments);
        boolean once = given.contains("--once");
        int named = given.indexOf("--case");
        String caseName = named < 0 || named + 1 >= given.size() ? "A" : given.get(named + 1);
        boolean understood = given.stream().allMatch(word -> List.of("--once", "--case", caseName).contains(word));
        if (!understood || !List.of("A", "night").contains(caseName)) {
            System.err.println("usage: scripts/demo [--case A|night] [--once]");
            System.exit(64);
        }
        Demo demo = new Demo(System.out, once);
        System.exit((caseName.equals("night") ? demo.playNight() : demo.play()) ? 0 : 1);
    }

    private boolean playNight() throws Exception {
        clear();
        screen.println("Making fresh keys and a directory for BE and FR ...");
        try (LocalNetwork network = LocalNetwork.make(FOLDER, BELGIUM_AND_FRANCE)) {
            Runtime.getRuntime().addShutdownHook(new Thread(network::close));
            Files.writeString(FOLDER.resolve("network.json"), map(network));
            Path request = FOLDER.resolve("preservation-request.json");
            Files.writeString(request, CaseText.lastNight(Files.readString(REQUEST), Instant.now()));
            Steps steps = new Steps("night", screen);
            boolean ok = Night.play(network, request, steps, screen);
            steps.summarise(FOLDER.resolve("summary.json"), ok, Map.of());
            if (ok) {
                screen.printf("%nAll seen. target/demo/summary.json tells it again.%n");
            }
            if (!once) {
                leaveRunning(network);
            }
            return ok;
        }
    }

    private boolean play() throws Exception {
        clear();
        screen.println("Making fresh keys and a directory for BE and FR ...");
        try (LocalNetwork network = LocalNetwork.make(FOLDER, BELGIUM_AND_FRANCE)) {
            Runtime.getRuntime().addShutdownHook(new Thread(network::close));
            Files.writeString(FOLDER.resolve("network.json"), map(network));
            LocalNode france = network.node("FR");
            try (PageSink pager = PageSink.listen(network.pagerPort(), france.folder().resolve("desk.secret"))) {
                screen.println("Starting both nodes ...");
                network.start();
                Steps steps = new Steps("A", screen);
                boolean ok = hospital(network, pager, steps);
                if (!once) {
                    leaveRunning(network);
                }
                return ok;
            }
        }
    }

    private boolean hospital(LocalNetwork network, PageSink pager, Steps steps) throws Exception {
        LocalNode belgium = network.node("BE");
        LocalNode france = network.node("FR");
        Path request = FOLDER.resolve("preservation-request.json");
        Files.writeString(request, CaseText.lastNight(Files.readString(REQUEST), Instant.now()));

        screen.println();
        screen.println("Belgium: a hospital near Liege is encrypted; what it lost lies on a server in Roubaix.");
        JsonNode draft = read(belgium.as("duty-officer", "request", "draft", request.toString(), "-o", "json"));
        String caseRef = draft.path("caseRef").asText();
        screen.printf("         vigil request draft: %s%n", caseRef);
        screen.printf("         vigil request send %s --reason \"%s\"%n%n", caseRef, REASON);
        belgium.as("duty-officer", "request", "send", caseRef, "--reason", REASON, "-o", "json").orThrow();

        Optional<PageSink.Line> page = pager.await(caseRef, STEP_MAX);
        Optional<JsonNode> receipted = reaches(belgium, caseRef, "RECEIPTED");
        if (receipted.isEmpty()) {
            return fail(steps, "no receipt came");
        }
        JsonNode sent = show(belgium, caseRef);
        Instant due = instant(sent, "feasibilityDue");
        steps.saw("sealed", at(sent, "SEALED"), "signed by Belgium, sealed to France's P-256 and ML-KEM-768 keys");
        steps.saw("accepted", at(sent, "ACCEPTED"), "durable in Belgium: survives kill -9 from here on");
        steps.saw("delivered", instant(sent, "receivedAt"), "durable in France; to be indicated by " + due);
        steps.saw("receipted", at(sent, "RECEIPTED"), "Belgium has verified leaf, inclusion proof and signed head");
        if (page.isEmpty()) {
            return fail(steps, "nobody was paged");
        }
        steps.saw("paged", page.get().at(), "the French duty officer's pager rang; its signature holds");

        france.as("duty-officer", "request", "ack", caseRef, "-o", "json").orThrow();
        if (reaches(belgium, caseRef, "ACKNOWLEDGED").isEmpty()) {
            return fail(steps, "no acknowledgement came");
        }
        JsonNode seen = show(belgium, caseRef);
        String reference = seen.path("nationalReference").asText();
        steps.saw("acknowledged", at(seen, "ACKNOWLEDGED"), "a human in Paris has it, under " + reference);

        france.as("duty-officer", "request", "indicate", caseRef, "--will-answer", "YES",
                        "--form", "Over this network, with the flow records", "--by", "4h", "-o", "json")
                .orThrow();
        if (reaches(belgium, caseRef, "FEASIBILITY_ANSWERED").isEmpty()) {
            return fail(steps, "nothing was indicated");
        }
        Instant indicated = instant(show(belgium, caseRef), "indicatedAt");
        if (!indicated.equals(instant(show(france, caseRef), "indicatedAt"))) {
            return fail(steps, "the two sides stopped the eight hours at different instants");
        }
        steps.saw("indicated", indicated, "YES, over this network, in four hours; the eight hours stop on both sides");

        france.as("duty-officer", "request", "preserve", caseRef,
                        "--what", "Flow and access records and a disk image of 198.51.100.24", "-o", "json")
                .orThrow();
        if (reaches(belgium, caseRef, "EXECUTING").isEmpty()) {
            return fail(steps, "no data is held");
        }
        JsonNode held = show(belgium, caseRef);
        steps.saw("preserved", at(held, "PRESERVED"), "held until " + instant(held, "heldUntil") + " at least; warnings 14, 7 and 1 days before");

        Map<String, String> artifacts = artifacts(belgium, caseRef);
        steps.summarise(FOLDER.resolve("summary.json"), true, artifacts);
        screen.printf("%nAll seen. target/demo/summary.json tells it again; what proves it:%n");
        artifacts.forEach((name, path) -> screen.printf("  %-15s %s%n", name, path));
        return true;
    }

    private boolean fail(Steps steps, String why) throws IOException {
        screen.println("FAILED: " + why + "; see target/demo/*/log.jsonl");
        steps.summarise(FOLDER.resolve("summary.json"), false, Map.of());
        return false;
    }

    private Map<String, String> artifacts(LocalNode belgium, String caseRef) throws Exception {
        Path papers = FOLDER.resolve("papers");
        JsonNode saved = read(belgium.as(
                "duty-officer", "request", "show", caseRef, "--save", papers.toString(), "-o", "json"));
        JsonNode request = saved.path("saved").path(0);
        Map<String, String> artifacts = new LinkedHashMap<>();
        for (String name : List.of("signed_message", "sealed_message", "anchors", "receipt")) {
            artifacts.put(name, request.path(name).asText());
        }
        return artifacts;
    }

    /** Looks until the case stands in that state at this node, or time is over. */
    static Optional<JsonNode> reaches(LocalNode node, String caseRef, String state) throws Exception {
        long deadline = System.nanoTime() + STEP_MAX.toNanos();
        while (System.nanoTime() < deadline) {
            for (JsonNode one : read(node.as("duty-officer", "request", "list", "-o", "json")).path("cases")) {
                if (one.path("caseRef").asText().equals(caseRef) && one.path("state").asText().equals(state)) {
                    return Optional.of(one);
                }
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        }
        return Optional.empty();
    }

    static JsonNode show(LocalNode node, String caseRef) throws Exception {
        return read(node.as("duty-officer", "request", "show", caseRef, "-o", "json"));
    }

    static Instant at(JsonNode detail, String happening) {
        for (JsonNode entry : detail.path("timeline")) {
            if (entry.path("happening").asText().equals(happening)) {
                return Instant.parse(entry.path("at").asText());
            }
        }
        throw new IllegalStateException("no %s in %s".formatted(happening, detail.path("timeline")));
    }

    static Instant instant(JsonNode detail, String field) {
        return Instant.parse(detail.path(field).asText());
    }

    private static JsonNode read(Command.Result result) throws IOException {
        return JSON.readTree(result.orThrow());
    }

    private static String map(LocalNetwork network) throws IOException {
        ObjectNode map = JSON.createObjectNode();
        ArrayNode nodes = map.putArray("nodes");
        for (LocalNode node : network.nodes()) {
            nodes.addObject()
                    .put("participant", node.participant())
                    .put("link", "127.0.0.1:" + node.linkPort())
                    .put("operator", node.operator().toString())
                    .put("config", node.folder().resolve("vigil.yaml").toString())
                    .put("tokens", node.folder().resolve("tokens").toString());
        }
        map.put("pager", "127.0.0.1:" + network.pagerPort());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(map) + "\n";
    }

    private void leaveRunning(LocalNetwork network) throws InterruptedException {
        screen.println();
        screen.println("The network goes on running until you press Ctrl-C. In another terminal:");
        for (LocalNode node : network.nodes()) {
            screen.printf(
                    "  # as the duty officer of %s%n  export VIGIL_CONFIG=%s VIGIL_TOKEN_FILE=%s%n",
                    node.participant(), node.folder().resolve("vigil.yaml"), node.token("duty-officer"));
        }
        screen.println("  scripts/vigil request list           # then: request show CASE");
        screen.println("  scripts/vigil request template --kind PreservationRequest --example");
        screen.println("  scripts/vigil request answer CASE --text ...   # at the French node");
        screen.println("  scripts/vigil peer ping FR           # or BE, at the other node");
        screen.println("  scripts/vigil status");
        screen.println("  scripts/vigil log show FR            # or BE, at the other node");
        new CountDownLatch(1).await();
    }

    private static void clear() throws IOException {
        if (Files.exists(FOLDER)) {
            try (Stream<Path> old = Files.walk(FOLDER)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
