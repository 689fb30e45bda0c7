package eu.vigil.node.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Pattern HELP = Pattern.compile("# HELP (\\S+) (.*)");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    /** Base units, the words that may end a name beside them, and no unit that has to be multiplied by anything. */
    private static final Set<String> NO_BASE_UNIT =
            Set.of("ms", "millis", "micros", "nanos", "minutes", "hours", "days", "kb", "kib", "mb", "mib", "percent");

    private final Exposed exposed = new Exposed().busy();

    @Test
    void everyMetricHasHelpAndAType() {
        Map<String, String> helps = found(HELP);
        assertThat(found(TYPE).keySet()).hasSizeGreaterThan(25).isEqualTo(helps.keySet());
        assertThat(helps)
                .allSatisfy((name, help) ->
                        assertThat(help).as(name).hasSizeGreaterThan(10).endsWith("."));
    }

    @Test
    void everyNameSaysWhoseItIsAndEndsInItsUnit() {
        assertThat(found(TYPE)).allSatisfy((name, type) -> {
            List<String> words = List.of(name.split("_", -1));
            assertThat(name).matches("(vigil|process|jvm)(_[a-z0-9]+)+");
            assertThat(words).as(name).doesNotContainAnyElementsOf(NO_BASE_UNIT);
            assertThat(name.endsWith("_total")).as(name).isEqualTo(type.equals("counter"));
            for (String unit : List.of("seconds", "bytes")) {
                assertThat(words.contains(unit))
                        .as(name)
                        .isEqualTo(name.endsWith("_" + unit) || name.endsWith("_" + unit + "_total"));
            }
        });
    }

    @Test
    void whatHappenedIsCounted() {
        assertThat(exposed.samples())
                .containsEntry("vigil_journal_units_total{outcome=\"committed\"}", 3.0)
                .containsEntry("vigil_journal_units_total{outcome=\"failed\"}", 1.0)
                .containsEntry("vigil_journal_commit_seconds_count", 1.0)
                .containsEntry("vigil_journal_commit_seconds_sum", 0.002)
                .containsEntry("vigil_link_dials_failed_total{network=\"EU-ART13\",peer=\"IT\"}", 1.0)
                .containsEntry("vigil_receipts_total{network=\"EU-ART13\",peer=\"FR\",result=\"proved\"}", 1.0)
                .containsEntry("vigil_receipts_total{network=\"EU-ART13\",peer=\"FR\",result=\"rejected\"}", 1.0)
                .containsEntry("vigil_intake_answers_total{answer=\"accepted\"}", 1.0)
                .containsEntry("vigil_page_attempts_total{channel=\"desk\",outcome=\"delivered\"}", 1.0)
                .containsEntry("vigil_config_reloads_total{result=\"taken\"}", 1.0)
                .containsEntry("vigil_config_reloads_total{result=\"refused\"}", 0.0);
    }

    @Test
    void whatIsMeasuredIsAsOfNow() {
        assertThat(exposed.samples())
                .containsEntry("vigil_link_open{direction=\"out\",network=\"EU-ART13\",peer=\"FR\"}", 1.0)
                .containsEntry("vigil_link_open{direction=\"out\",network=\"EU-ART13\",peer=\"IT\"}", 0.0)
                .containsEntry("vigil_queue_messages{network=\"EU-ART13\",peer=\"FR\"}", 2.0)
                .containsEntry("vigil_queue_messages{network=\"EU-ART13\",peer=\"IT\"}", 0.0)
                .containsEntry("vigil_queue_oldest_seconds{network=\"EU-ART13\",peer=\"FR\"}", 90.0)
                .containsEntry("vigil_receipts_oldest_missing_seconds", 60.0)
                .containsEntry("vigil_requests{side=\"requested\",state=\"received\"}", 1.0)
                .containsEntry("vigil_feasibility_due_seconds", 3600.0)
                .containsEntry("vigil_incidents_open{kind=\"request_received\"}", 1.0)
                .containsEntry("vigil_incidents_open{kind=\"log_disagrees\"}", 0.0)
                .containsEntry("vigil_page_oldest_overdue_seconds", 61.0)
                .containsEntry("vigil_certificate_expires_seconds{name=\"ab12\",use=\"tls\"}", 13 * 86_400.0)
                .containsEntry("vigil_part_well{part=\"channel\"}", 0.0)
                .containsEntry("vigil_directory_version{network=\"EU-ART13\"}", 7.0)
                .containsEntry("vigil_directory_fresh_seconds{network=\"EU-ART13\"}", 86_400.0)
                .containsEntry("vigil_build_info{version=\"1.2.3\"}", 1.0);
    }

    @Test
    void ifTheStoreDoesNotAnswerWhatItCountsIsAbsentAndThatIsTold() {
        exposed.tally = Optional.empty();
        assertThat(exposed.samples())
                .containsEntry("vigil_store_answers", 0.0)
                .doesNotContainKey("vigil_requests_overdue")
                .containsKey("vigil_page_oldest_overdue_seconds");
    }

    @Test
    void howeverOftenSomebodyAsksTheStoreIsAskedOnceASecond() {
        for (int i = 0; i < 100; i++) {
            exposed.scrape.text();
        }
        assertThat(exposed.asked).hasValue(1);
        exposed.now = Exposed.NOW.plusSeconds(1);
        exposed.scrape.text();
        assertThat(exposed.asked).hasValue(2);
    }

    @Test
    void nothingInThemNamesACase() {
        assertThat(exposed.scrape.text()).doesNotContain("case", "person");
        assertThat(new TreeSet<>(labels()))
                .containsOnly(
                        "answer",
                        "area",
                        "channel",
                        "direction",
                        "gc",
                        "kind",
                        "le",
                        "name",
                        "network",
                        "outcome",
                        "part",
                        "peer",
                        "result",
                        "side",
                        "state",
                        "use",
                        "version");
    }

    private List<String> labels() {
        return Pattern.compile("[{,]([a-z]+)=\"")
                .matcher(exposed.scrape.text())
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private Map<String, String> found(Pattern line) {
        Map<String, String> found = new HashMap<>();
        Matcher matcher = line.matcher(exposed.scrape.text());
        while (matcher.find()) {
            found.put(matcher.group(1), matcher.group(2));
        }
        return found;
    }
}
