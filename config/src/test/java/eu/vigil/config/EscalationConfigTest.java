package eu.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.config.ConfigReading.Faulty;
import eu.vigil.config.ConfigReading.Loaded;
import eu.vigil.config.escalation.EscalationConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EscalationConfigTest {
    @TempDir
    Path folder;

    private Written written(String text) {
        return new Written(folder, text);
    }

    private Written least(String more) {
        return written(Written.LEAST + more);
    }

    @Test
    void aListThatNeedsSomethingMayNotBeEmpty() {
        assertThat(written(Written.example().replace("people: [alice, bob, carol]", "people: []"))
                        .problems())
                .containsExactly("escalation.rotas.duty.people (vigil.yaml:23): is empty; at least one is needed:"
                        + " Names of people, in turn");
    }

    @Test
    void unknownNamesAreProblemsThatNameTheNearest() {
        String text = Written.example()
                .replace("rota:duty", "rota:dutty")
                .replace("channels: [duty-phone, alice-push]", "channels: [duty-phone, alice-pusch]");

        assertThat(written(text).problems())
                .containsExactly(
                        "escalation.people.alice.channels[1] (vigil.yaml:15): 'alice-pusch' is not one of"
                                + " escalation.channels (duty-phone, alice-push, desk-webhook); nearest: alice-push",
                        "escalation.policies.urgent.steps[0].notify[0] (vigil.yaml:29): 'dutty' is not one of"
                                + " escalation.rotas (duty); nearest: duty");
    }

    @Test
    void aChannelThatLeavesTheMachineNeedsAPublicAddressForItsLinks() {
        String text = Written.example().replace(", public-url: \"https://desk.example\"", "");

        assertThat(written(text).problems())
                .first()
                .asString()
                .isEqualTo("operator.public-url (vigil.yaml:6): is missing; the channel duty-phone leaves this machine,"
                        + " and its pages need a link that opens elsewhere");
    }

    @Test
    void everyUrgencyMustHaveARoute() {
        assertThat(written(Written.example().replace("    - { policy: routine }\n", ""))
                        .problems())
                .containsExactly(
                        "escalation.routes (vigil.yaml:38): no route serves ROUTINE; end with one that has no 'when'");
    }

    @Test
    void ntfyNeedsATopicAndNobodyElseHasOne() {
        String text = Written.example().replace(", topic: \"alice\"", "").replace("internal: true", "topic: x");

        assertThat(written(text).problems())
                .containsExactly(
                        "escalation.channels.alice-push.topic (vigil.yaml:12): is missing; ntfy needs the topic that"
                                + " people subscribe to",
                        "escalation.channels.desk-webhook.topic (vigil.yaml:13): belongs to the format ntfy only");
    }

    @Test
    void onlyFarEndsThatSignAcknowledgementsHaveASecretForThem() {
        String text = Written.example()
                .replace("topic: \"alice\"", "topic: \"alice\", inbound-secret: \"env:IN\"")
                .replace("internal: true", "inbound-secret: \"env:IN\"");

        assertThat(written(text).problems())
                .containsExactly(
                        "escalation.channels.alice-push.inbound-secret (vigil.yaml:12): has no use: ntfy sends no"
                                + " signed acknowledgements");
    }

    @Test
    void anOverrideMustEndAfterItBeginsAndAHandoverStandOnce() {
        String text = Written.example()
                .replace("to: 2026-03-29T08:00:00+02:00", "to: 2026-03-29T00:00:00+02:00")
                .replace("[\"08:00\", \"20:00\"]", "[\"08:00\", \"08:00\"]");

        assertThat(written(text).problems())
                .containsExactly(
                        "escalation.rotas.duty.handovers (vigil.yaml:22): holds one time twice",
                        "escalation.rotas.duty.overrides (vigil.yaml:24): number 0 ends at 2026-03-29T00:00+02:00, not"
                                + " after it begins");
    }

    @Test
    void missingSecretsAndSharedHostsAreWarningsOnly() throws Exception {
        Written written = written(Written.example().replace("https://push.example", "https://events.example"));
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(folder.resolve("state/keys.secret"), "x");

        assertThat(written.warnings())
                .containsExactly(
                        "escalation.channels.duty-phone.secret (vigil.yaml:11): the secret's file /etc/vigil/secrets/pd"
                                + " does not exist",
                        "escalation.channels.desk-webhook.secret (vigil.yaml:13): the secret's file"
                                + " /etc/vigil/secrets/desk does not exist",
                        "escalation.channels.alice-push.url (vigil.yaml:12): shares events.example:443 with the channel"
                                + " duty-phone: they fail together");
    }

    @Test
    void whoWouldBePagedByNobodyIsWarned() {
        assertThat(least("operator: { listen: '0.0.0.0:80' }\n").warnings())
                .anyMatch(w -> w.startsWith("operator.listen (vigil.yaml:3): other machines reach it without TLS"))
                .anyMatch(w -> w.startsWith("escalation.routes (vigil.yaml:1): there is none: nobody is paged"));
        assertThat(written(Written.example().replace("[\"channel:duty-phone\"]", "[\"channel:desk-webhook\"]"))
                        .warnings())
                .anyMatch(w -> w.startsWith("escalation.policies.routine (vigil.yaml:33): reaches people through one"));
    }

    @Test
    void theEscalationSectionCanBeReadAloneWhateverElseTheFileHolds() {
        String alone = Written.example().substring(Written.example().indexOf("escalation:"));
        Written written = written(alone + "link: { listen: nonsense }\n").variable("VIGIL_LINK_LISTN", "x");

        ConfigReading<EscalationConfig> reading =
                new ConfigReader().readEscalation(written.file, written.environment, written.properties);

        assertThat(reading).isInstanceOf(Loaded.class);
        Loaded<EscalationConfig> loaded = (Loaded<EscalationConfig>) reading;
        assertThat(loaded.config().rotas()).containsOnlyKeys("duty");
        assertThat(loaded.warnings()).isEmpty();
    }

    @Test
    void theEscalationSectionReadAloneIsCheckedAsStrictly() {
        Written written = written("escalation: { rotas: { duty: { zone: Mars, people: [x] } } }\n");

        ConfigReading<EscalationConfig> reading =
                new ConfigReader().readEscalation(written.file, written.environment, written.properties);

        assertThat(reading).isInstanceOf(Faulty.class);
        assertThat(((Faulty<EscalationConfig>) reading).problems())
                .extracting(problem -> problem.key().substring("escalation.rotas.duty.".length()))
                .containsExactlyInAnyOrder("zone", "starts", "handovers", "people[0]");
    }

    @Test
    void aStepThatPagesNobodyIsAWarningForItFallsThrough() {
        assertThat(written(Written.example().replace("notify: [\"person:carol\"]", "notify: []"))
                        .warnings())
                .contains("escalation.policies.urgent.steps (vigil.yaml:28): number 1 pages nobody; it falls through to"
                        + " the next step and to catch-all");
    }

    @Test
    void aPolicyHasAtMost32Steps() {
        String step = "        - { after: PT1H, notify: [\"person:carol\"] }\n";

        assertThat(written(Written.example().replace(step, step.repeat(32))).problems())
                .containsExactly("escalation.policies.urgent.steps (vigil.yaml:28): are 33; at most 32");
    }
}
