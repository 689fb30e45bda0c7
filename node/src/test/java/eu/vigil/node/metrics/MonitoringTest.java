package eu.vigil.node.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The manual, the alerts and the dashboard name metrics that exist. */
class MonitoringTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path ALERTS = DOCS.resolve("monitoring/vigil-alerts.yaml");
    private static final Path DASHBOARD = DOCS.resolve("monitoring/vigil-dashboard.json");
    private static final Pattern NAME = Pattern.compile("\\b(vigil|process|jvm)_[a-z0-9_]+");

    private final Set<String> exposed = exposed();

    @TempDir
    Path folder;

    @Test
    void theManualListsExactlyWhatIsExposed() throws IOException {
        Set<String> listed = Files.readString(DOCS.resolve("METRICS.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> names(line.split("\\|", -1)[1]))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed).isEqualTo(exposed);
    }

    @Test
    void everyAlertWatchesAMetricThatExistsAndSaysWhatToDo() throws IOException {
        List<Map<?, ?>> alerts = alerts();
        assertThat(alerts).hasSizeGreaterThan(15).allSatisfy(alert -> {
            String name = String.valueOf(alert.get("alert"));
            assertThat(name).startsWith("Vigil");
            assertThat(names(String.valueOf(alert.get("expr")))).as(name).allMatch(this::exists);
            assertThat(((Map<?, ?>) alert.get("labels")).get("severity"))
                    .as(name)
                    .isIn("page", "ticket");
            assertThat(((Map<?, ?>) alert.get("annotations")).keySet().stream().map(String::valueOf))
                    .as(name)
                    .contains("summary", "action");
        });
        assertThat(alerts.stream().map(alert -> alert.get("alert"))).doesNotHaveDuplicates();
    }

    @Test
    void everyPanelAsksForMetricsThatExist() throws IOException {
        JsonNode board = JsonMapper.builder().build().readTree(DASHBOARD.toFile());
        List<String> questions = new ArrayList<>(board.findValuesAsText("expr"));
        questions.addAll(board.findValuesAsText("definition"));
        assertThat(questions)
                .hasSizeGreaterThan(20)
                .allSatisfy(question -> assertThat(names(question)).as(question).allMatch(this::exists));
        List<JsonNode> panels = new ArrayList<>();
        board.path("panels").forEach(panels::add);
        assertThat(panels.stream().map(panel -> panel.path("id").asInt())).doesNotHaveDuplicates();
        assertThat(panels).allSatisfy(panel -> {
            JsonNode place = panel.path("gridPos");
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isBetween(1, 24);
        });
    }

    /** Prometheus' own tool judges the rules, their unit tests and the exposition, wherever it is installed. */
    @Test
    void prometheusOwnToolIsContent() throws Exception {
        Optional<Path> promtool = onPath("promtool");
        Path metrics = folder.resolve("metrics.txt");
        Files.writeString(metrics, new Exposed().busy().scrape.text());
        if (promtool.isPresent()) {
            String tool = promtool.get().toString();
            succeeds(ALERTS.getParent(), null, tool, "check", "rules", "vigil-alerts.yaml");
            succeeds(ALERTS.getParent(), null, tool, "test", "rules", "vigil-alerts-test.yaml");
            succeeds(folder, metrics, tool, "check", "metrics");
        }
        assertThat(metrics).isNotEmptyFile();
    }

    private void succeeds(Path in, @org.jspecify.annotations.Nullable Path input, String... line) throws Exception {
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        assertThat(builder.start().waitFor())
                .as(String.join(" ", line) + ": " + Files.readString(output))
                .isZero();
    }

    private static Optional<Path> onPath(String command) {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private List<Map<?, ?>> alerts() throws IOException {
        Map<?, ?> file = new Yaml().load(Files.readString(ALERTS));
        List<Map<?, ?>> alerts = new ArrayList<>();
        ((List<?>) file.get("groups"))
                .forEach(group ->
                        ((List<?>) ((Map<?, ?>) group).get("rules")).forEach(rule -> alerts.add((Map<?, ?>) rule)));
        return alerts;
    }

    /** A histogram has three names more. */
    private boolean exists(String name) {
        return exposed.contains(name) || exposed.contains(name.replaceFirst("_(bucket|sum|count)$", ""));
    }

    private static Stream<String> names(String text) {
        return NAME.matcher(text).results().map(result -> result.group());
    }

    private static Set<String> exposed() {
        return Pattern.compile("# TYPE (\\S+) ")
                .matcher(new Exposed().busy().scrape.text())
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
