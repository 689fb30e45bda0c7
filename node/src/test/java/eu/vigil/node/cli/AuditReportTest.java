package eu.vigil.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** How slices of an audit become one report. */
class AuditReportTest {
    private static final String ROOT = "ab".repeat(32);

    private final AuditReport report = new AuditReport();

    @Test
    void slicesAddUpToALineAPeer() {
        report.add(slice("[" + part("FR", "OUR_LOG", 2000, "", "", "") + "]", "logs:0:2000"));
        assertThat(report.next()).contains("logs:0:2000");
        report.add(slice(
                "["
                        + part("FR", "OUR_LOG", 34, ", \"root\": \"" + ROOT + "\"", "", "")
                        + ","
                        + part("FR", "PEERS_HEAD", 1, "", "", "")
                        + ","
                        + part("FR", "RECEIPTS", 8, "", "", "")
                        + "]",
                ""));
        assertThat(report.next()).isEmpty();
        assertThat(report.text().lines().toList().get(1))
                .matches("EU-ART13 +FR +2034 +abababababababab +2034 entries +8 +all hold");
        assertThat(report.exit()).isEqualTo(Exit.OK);
        assertThat(report.json().get("holds").asBoolean()).isTrue();
    }

    @Test
    void whatDoesNotHoldIsALineOfItsOwnAndTheExitCodeSaysSo() {
        report.add(slice(
                "["
                        + part("FR", "OUR_LOG", 5, "", "{\"where\": \"leaf 3\", \"why\": \"is missing\"}", "")
                        + ","
                        + part("NL", "RECEIPTS", 0, "", "", "\"8 receipts: no key\"")
                        + "]",
                ""));
        assertThat(report.text())
                .contains("1 DOES NOT HOLD", "holds as far as checked")
                .contains("FR in EU-ART13: DOES NOT HOLD: leaf 3: is missing\n")
                .contains("NL in EU-ART13: NOT CHECKED: 8 receipts: no key\n");
        assertThat(report.exit()).isEqualTo(Exit.FAILED);
        assertThat(report.json().at("/logs/0/faults/0/where").asText()).isEqualTo("leaf 3");
        assertThat(report.json().get("holds").asBoolean()).isFalse();
    }

    @Test
    void whatCouldNotBeCheckedIsDegraded() {
        report.add(slice("[" + part("NL", "RECEIPTS", 0, "", "", "\"8 receipts: no key\"") + "]", ""));
        assertThat(report.exit()).isEqualTo(Exit.DEGRADED);
    }

    @Test
    void whereNothingIsLoggedNothingIsWrong() {
        report.add(slice("[]", ""));
        assertThat(report.text()).isEqualTo("no log has an entry yet\n");
        assertThat(report.exit()).isEqualTo(Exit.OK);
    }

    private static JsonNode slice(String parts, String next) {
        String text = "{\"parts\": %s%s}".formatted(parts, next.isEmpty() ? "" : ", \"next\": \"%s\"".formatted(next));
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static String part(String peer, String what, int checked, String more, String faults, String unchecked) {
        return """
                {"network": "EU-ART13", "peer": "%s", "what": "%s", "epoch": 1, "checked": %d, "size": 2034%s,
                 "faults": [%s], "unchecked": [%s]}""".formatted(peer, what, checked, more, faults, unchecked);
    }
}
