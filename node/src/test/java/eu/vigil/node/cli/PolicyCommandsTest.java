package eu.vigil.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions about kinds and the policy that need no node. */
class PolicyCommandsTest {
    private final TestShell shell = new TestShell();

    @TempDir
    Path folder;

    @BeforeEach
    void stand() {
        shell.in(folder);
    }

    @ParameterizedTest(name = "{0} {1} {2} {3} {4}: {5}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            BE        | EU-COM     | PreservationRequest      | -              | -          | 1 | allowed: ContactPointNotification
            BE        | EU-COM     | StatisticsReport         | -              | -          | 0 | under ADMINISTRATIVE
            BE        | FR         | PreservationRequest      | -              | -          | 0 | BUDAPEST_29
            BE        | DK         | PreservationRequest      | DIR_2013_40_13 | -          | 1 | not in force between BE and DK
            BE        | DK         | PreservationRequest      | BUDAPEST_29    | -          | 0 | BUDAPEST_29
            BE        | FR         | InformationRequest       | DIR_2013_40_13 | 2015-09-03 | 1 | not in force
            BE        | FR         | InformationRequest       | DIR_2013_40_13 | 2015-09-04 | 0 | DIR_2013_40_13
            US        | IE         | PreservationRequest      | BUDAPEST_29    | -          | 1 | not in force between US and IE
            US        | FR         | PreservationRequest      | BUDAPEST_29    | -          | 0 | BUDAPEST_29
            BE        | US         | PreservationRequest      | BUDAPEST_29    | -          | 0 | transfer_ground
            IT/PAY-1  | IT         | PartnerSignal            | -              | -          | 0 | COALITION_MOU
            IT/PAY-1  | SK         | PartnerSignal            | -              | -          | 1 | allowed: nothing; a partner speaks with its own State alone, which is IT here
            EU-GSC    | LV         | Directory                | -              | -          | 0 | ADMINISTRATIVE
            EU-EUROPOL| LV         | InformationRequest       | -              | -          | 0 | FD_2001_13
            be        | FR         | PreservationRequest      | -              | -          | 64 | --from
            BE        | FR         | Pizza                    | -              | -          | 64 | --kind: there is no 'Pizza'
            BE        | FR         | PreservationRequest      | BUDAPEST_92    | -          | 64 | --basis: there is no
            BE        | FR         | PreservationRequest      | -              | yesterday  | 64 | --at: 'yesterday'
            """)
    void thePolicyAnswersWithItsExitCodeAndSaysWhatIsRight(
            String from, String to, String kind, String basis, String at, int exit, String said) {
        List<String> words = new ArrayList<>(List.of("policy", "check", "--from", from, "--to", to, "--kind", kind));
        if (basis != null) {
            words.addAll(List.of("--basis", basis));
        }
        if (at != null) {
            words.addAll(List.of("--at", at));
        }
        assertThat(shell.run(words.toArray(String[]::new))).isEqualTo(exit);
        assertThat(exit == Exit.OK ? shell.out() : shell.err()).contains(said);
        assertThat(exit == Exit.OK ? shell.err() : shell.out()).isEmpty();
    }

    @Test
    void aRefusalAsJsonHasItsReasonAndWhatIsAllowedInstead() {
        assertThat(shell.run("policy", "check", "--from", "BE", "--to", "EU-COM", "--kind", "Answer", "-o", "json"))
                .isEqualTo(Exit.FAILED);
        JsonNode json = shell.json();
        assertThat(json.get("allowed").asBoolean()).isFalse();
        assertThat(json.get("code").asText()).isEqualTo("POLICY");
        assertThat(json.get("reason").asText()).contains("BE may not send Answer to EU-COM");
        assertThat(json.get("instead").asText()).contains("StatisticsReport");
    }

    @Test
    void theRuleItselfAndOnePairOfItAreShown() {
        assertThat(shell.run("policy", "show")).isZero();
        assertThat(shell.out()).contains("# Who may say what to whom", "| member State | <-> | member State |");
        assertThat(shell.run("policy", "show", "--from", "BE", "--to", "EU-GSC"))
                .isZero();
        assertThat(shell.out().lines().filter(line -> line.contains("  yes  ")))
                .hasSize(2)
                .allMatch(line -> line.contains("ADMINISTRATIVE"));
    }

    @Test
    void everyKindIsListedAndHasAFormInThreeLanguages() {
        assertThat(shell.run("request", "kinds", "-o", "json")).isZero();
        List<String> kinds = shell.json().findValuesAsText("kind");
        assertThat(kinds)
                .hasSize(41)
                .contains("PreservationRequest", "EarlyWarning", "Directory", "Receipt", "ReachabilityResponse");
        for (String kind : kinds) {
            for (String language : List.of("en", "fr", "de")) {
                assertThat(shell.run("request", "template", "--kind", kind, "--language", language))
                        .as(kind)
                        .isZero();
                assertThat(shell.out()).startsWith("// ");
            }
        }
        assertThat(shell.run("request", "kinds", "--language", "de")).isZero();
        assertThat(shell.out()).contains("Sicherungsersuchen");
        assertThat(shell.run("request", "template", "--language", "xx")).isEqualTo(Exit.USAGE);
        assertThat(shell.err()).contains("--language: there is no 'xx'; there are en, fr, de");
    }

    @Test
    void aFrenchFormWithItsExamplesIsReadLikeAnEnglishOne() {
        assertThat(shell.run("request", "template", "--kind", "EarlyWarning", "--example", "--language", "fr"))
                .isZero();
        String form = shell.out();
        assertThat(form).contains("Alerte précoce", "Urgence");
        assertThat(shell.typing(form).run("request", "check", "-"))
                .as(shell.err())
                .isZero();
    }
}
