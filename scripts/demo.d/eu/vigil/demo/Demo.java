package eu.vigil.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plays a case with real nodes on loopback, live on the screen; run by {@code scripts/demo} from the project's root. */
public final class Demo {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path FOLDER = Path.of("target", "demo");
    private static final Map<String, Supplier<Play>> PLAYS = Map.of(
            "A", Hospital::new, "C", Registries::new, "D", Coalition::new, "E", Refusals::new, "night", Night::new);

    private final PrintStream screen;
    private final boolean once;

    private Demo(PrintStream screen, boolean once) {
        this.screen = screen;
        this.once = once;
    }

    /** {@code [--once] [--case NAME]} */
    public static void main(String[] arguments) throws Exception {
        List<String> given = Arrays.asList(arguments);
        boolean once = given.contains("--once");
        int named = given.indexOf("--case");
        String name = named < 0 || named + 1 >= given.size() ? "A" : given.get(named + 1);
        boolean understood = given.stream().allMatch(word -> List.of("--once", "--case", name).contains(word));
        if (!understood || !PLAYS.containsKey(name)) {
            System.err.printf(
                    "usage: scripts/demo [--case %s] [--once]%n",
                    PLAYS.keySet().stream().sorted().collect(Collectors.joining("|")));
            System.exit(64);
        }
        System.exit(new Demo(System.out, once).play(name, PLAYS.get(name).get()) ? 0 : 1);
    }

    private boolean play(String name, Play play) throws Exception {
        clear();
        String cast = play.cast().stream().map(LocalNetwork.Place::participant).collect(Collectors.joining(", "));
        screen.printf("Making fresh keys and a directory for %s ...%n", cast);
        try (LocalNetwork network = LocalNetwork.make(FOLDER, play.network(), play.cast(), play.agreements())) {
            Runtime.getRuntime().addShutdownHook(new Thread(network::close));
            Files.writeString(FOLDER.resolve("network.json"), map(network));
            Steps steps = new Steps(name, screen);
            boolean ok = play(play, new Stage(network, steps, screen, FOLDER));
            if (!once) {
                leaveRunning(network);
            }
            return ok;
        }
    }

    private boolean play(Play play, Stage stage) throws Exception {
        Path summary = FOLDER.resolve("summary.json");
        try {
            Map<String, Path> artifacts = play.on(stage);
            stage.steps().summarise(summary, true, artifacts);
            screen.printf("%nAll seen. %s tells it again%s%n", summary, artifacts.isEmpty() ? "." : "; what proves it:");
            artifacts.forEach((name, path) -> screen.printf("  %-15s %s%n", name, path));
            return true;
        } catch (Play.NotSeen e) {
            screen.println("FAILED: " + e.getMessage() + "; see target/demo/*/log.jsonl");
            stage.steps().summarise(summary, false, Map.of());
            return false;
        }
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
