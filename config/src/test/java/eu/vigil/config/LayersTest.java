package eu.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.config.escalation.EscalationConfig;
import eu.vigil.config.escalation.PolicyConfig.StepConfig;
import eu.vigil.config.value.HostPort;
import eu.vigil.config.value.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayersTest {
    @TempDir
    Path folder;

    private Written written(String text) {
        return new Written(folder, text);
    }

    private Written least(String more) {
        return written(Written.LEAST + more);
    }

    @Test
    void aLaterFileWinsKeyByKeyAndFilesComeInTheOrderOfTheirNames() {
        Written written = least("link: { listen: '127.0.0.1:1', advertise: 'a.example:2' }\n")
                .over("20-last.yaml", "link: { listen: '127.0.0.1:20' }")
                .over("10-first.yaml", "link: { listen: '127.0.0.1:10' }\nlog: { level: DEBUG }")
                .over("ignored.yml", "link: { listen: nonsense }");

        assertThat(written.config().link().listen().port()).isEqualTo(20);
        assertThat(written.config().link().advertise()).contains(new HostPort("a.example", 2));
        assertThat(written.config().log().level()).hasToString("DEBUG");
    }

    @Test
    void mapsGrowTogetherButAListInALaterFileReplacesTheWholeList() {
        Written written = written(Written.example()).over("steps.yaml", """
                        escalation:
                          people: { dave: { name: Dave, channels: [duty-phone] } }
                          policies:
                            urgent: { steps: [ { after: PT5M, notify: ["person:dave"] } ] }
                          rotas: { duty: { people: [alice], overrides: [] } }
                        """);
        EscalationConfig escalation = written.config().escalation();

        assertThat(escalation.people()).containsOnlyKeys("alice", "bob", "carol", "dave");
        assertThat(escalation.policies().get("urgent").steps())
                .containsExactly(
                        new StepConfig(Duration.ofMinutes(5), List.of(new Target(Target.Kind.PERSON, "dave"))));
        assertThat(escalation.policies().get("urgent").repeatEvery()).isEqualTo(Duration.ofMinutes(15));
        assertThat(escalation.rotas().get("duty").people()).containsExactly("alice");
        assertThat(escalation.rotas().get("duty").overrides()).isEmpty();
    }

    @Test
    void aListOfOneReplacesAListOfOneInsteadOfMixingWithIt() {
        Written written = written(Written.example())
                .over(
                        "one.yaml",
                        "escalation: { rotas: { duty: { overrides: [ { from: 2026-05-01T00:00:00+02:00,"
                                + " to: 2026-05-02T00:00:00+02:00 } ] } } }");

        assertThat(written.problems())
                .containsExactly("escalation.rotas.duty.overrides[0].person (conf.d/one.yaml:1):"
                        + " is missing: The name of the person who stands in");
    }

    @Test
    void theEnvironmentWinsOverFilesAndPropertiesWinOverAll() {
        Written written = least("link: { listen: '127.0.0.1:1' }\n").variable("VIGIL_LINK_LISTEN", "127.0.0.1:2");
        assertThat(written.config().link().listen().port()).isEqualTo(2);

        written.property("vigil.link.listen", "127.0.0.1:3");
        assertThat(written.config().link().listen().port()).isEqualTo(3);
    }

    @Test
    void aVariableReachesNamesThatTheFilesChose() {
        Written written = written(Written.example())
                .variable("VIGIL_NETWORKS_EU_ART13_DIRECTORY_FILE", "/srv/directory.pb")
                .variable("VIGIL_ESCALATION_CHANNELS_DUTY_PHONE_URL", "https://other.example/");

        assertThat(written.config().networks().get("EU-ART13").directory().file())
                .isEqualTo(Path.of("/srv/directory.pb"));
        assertThat(written.config().escalation().channels().get("duty-phone").url())
                .hasToString("https://other.example/");
    }

    @Test
    void variablesAndPropertiesOfOthersAreLeftAlone() {
        Written written = least("keys: { secret: 'env:VIGIL_PASSWORD' }\n")
                .variable("PATH", "/bin")
                .variable("VIGIL_CONFIG", "x")
                .variable("VIGIL_TOKEN", "x")
                .variable("VIGIL_PASSWORD", "x")
                .property("java.version", "25");

        assertThat(written.problems()).isEmpty();
    }

    @Test
    void anUnknownVariableOrPropertyIsAProblemThatNamesTheNearest() {
        Written written =
                least("").variable("VIGIL_LINK_LISTN", "127.0.0.1:2").property("vigil.operator.lisen", "127.0.0.1:2");

        assertThat(written.problems())
                .containsExactly(
                        "VIGIL_LINK_LISTN (environment VIGIL_LINK_LISTN): is no key's variable; the nearest is VIGIL_LINK_LISTEN",
                        "operator.lisen (-Dvigil.operator.lisen): is unknown; the nearest known key is operator.listen");
    }

    @Test
    void aVariableThatCouldMeanTwoKeysIsAProblem() {
        Written written = written(Written.example()
                        .replace("alice-push:", "alice_push: { url: 'https://x.example' }\n    alice-push:"))
                .variable("VIGIL_ESCALATION_CHANNELS_ALICE_PUSH_TOPIC", "x");

        assertThat(written.problems())
                .singleElement()
                .asString()
                .contains("could be any of escalation.channels.alice_push.topic, escalation.channels.alice-push.topic");
    }

    @Test
    void aListCannotComeFromTheEnvironment() {
        assertThat(written(Written.example())
                        .variable("VIGIL_ESCALATION_ROTAS_DUTY_PEOPLE", "alice,bob")
                        .problems())
                .containsExactly("escalation.rotas.duty.people (environment VIGIL_ESCALATION_ROTAS_DUTY_PEOPLE):"
                        + " is a list and can be written in a file only");
    }

    @Test
    void aFaultInAFileIsToldEvenIfALaterFileOverridesIt() {
        Written written = least("log: { level: LOUD }\n").over("quiet.yaml", "log: { level: WARN }");

        assertThat(written.problems())
                .containsExactly("log.level (vigil.yaml:3): 'LOUD' is none of ERROR, WARN, INFO, DEBUG, TRACE");
    }
}
