package eu.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.config.ConfigReading.Faulty;
import eu.vigil.config.ConfigReading.Loaded;
import eu.vigil.config.escalation.EscalationConfig;
import eu.vigil.config.escalation.PolicyConfig.StepConfig;
import eu.vigil.config.escalation.RotaConfig;
import eu.vigil.config.value.ByteSize;
import eu.vigil.config.value.ChannelFormat;
import eu.vigil.config.value.HostPort;
import eu.vigil.config.value.StoreLocation;
import eu.vigil.config.value.Target;
import eu.vigil.config.value.Urgency;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
    @TempDir
    Path folder;

    private Written written(String text) {
        return new Written(folder, text);
    }

    private Written least(String more) {
        return written(Written.LEAST + more);
    }

    @Test
    void theManualsExampleIsReadIntoRecordsWithUnits() {
        VigilConfig config = written(Written.example()).config();

        assertThat(config.participant()).isEqualTo("BE");
        assertThat(config.link().advertise()).contains(new HostPort("contact.example", 7413));
        assertThat(config.escalation().channels().get("duty-phone").format()).isEqualTo(ChannelFormat.PAGERDUTY);
        assertThat(config.escalation().channels().get("desk-webhook").internal())
                .isTrue();
        RotaConfig duty = config.escalation().rotas().get("duty");
        assertThat(duty.zone()).isEqualTo(ZoneId.of("Europe/Brussels"));
        assertThat(duty.starts()).isEqualTo(LocalDate.of(2026, 1, 5));
        assertThat(duty.handovers()).containsExactly(LocalTime.of(8, 0), LocalTime.of(20, 0));
        assertThat(duty.overrides().getFirst().from().toInstant()).isEqualTo(Instant.parse("2026-03-28T23:00:00Z"));
        assertThat(config.escalation().policies().get("urgent").steps())
                .containsExactly(
                        new StepConfig(Duration.ZERO, List.of(new Target(Target.Kind.ROTA, "duty"))),
                        new StepConfig(Duration.ofHours(1), List.of(new Target(Target.Kind.PERSON, "carol"))));
        assertThat(config.escalation().routes().getFirst().serves(Urgency.EMERGENCY))
                .isTrue();
        assertThat(config.escalation().routes().getFirst().serves(Urgency.ROUTINE))
                .isFalse();
        assertThat(config.escalation().deadMan().orElseThrow().every()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void theDataFolderIsTakenFromTheFilesFolderAndOtherPathsFromTheDataFolder() {
        VigilConfig config = written(Written.example()).config();

        assertThat(config.data()).isEqualTo(folder.resolve("state"));
        assertThat(config.networks().get("EU-ART13").directory().file())
                .isEqualTo(folder.resolve("state/directory.pb"));
        assertThat(config.keys().file()).isEqualTo(folder.resolve("state/keys.p12"));
        assertThat(config.store().url()).isEqualTo(new StoreLocation.Sqlite(folder.resolve("state/store.db")));
        assertThat(written(Written.LEAST + "data: /srv/vigil").config().data()).isEqualTo(Path.of("/srv/vigil"));
    }

    @Test
    void twoKeysAreEnoughForAConfiguration() {
        VigilConfig config = least("").config();

        assertThat(config.data()).isEqualTo(Path.of("/var/lib/vigil"));
        assertThat(config.limits().frameMax()).isEqualTo(new ByteSize(256 * 1024));
        assertThat(config.escalation().routes()).isEmpty();
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
    void everyProblemIsToldAtOnceWithItsKeyItsFileAndItsLine() {
        Written written =
                written("""
                        participant: belgium
                        networks:
                          EU-ART13: { directory: { file: directory.pb } }
                          eu: { directory: { file: a, authority-key: b } }
                        link: { listen: 7413, lisen: x }
                        limits:
                          idle-ping: 30
                          frame-max: 256KB
                          message-max: 512KiB
                          links: 0
                          disk-low: 128MiB
                        """).over("more.yaml", "store: { url: h2 }\nescalation: { routes: [ { policy: gone } ] }\n");

        assertThat(written.problems())
                .containsExactlyInAnyOrder(
                        "participant (vigil.yaml:1): 'belgium' has not the right form; write one like BE, EU-GSC or BE/BANK-1",
                        "networks.EU-ART13.directory.authority-key (vigil.yaml:3): is missing:"
                                + " The public key of the authority that signs the directory (like gsc.pub)",
                        "networks.eu (vigil.yaml:4): 'eu' has not the right form; write one like EU-ART13",
                        "link.lisen (vigil.yaml:5): is unknown; the nearest known key is link.listen",
                        "link.listen (vigil.yaml:5): '7413' is not a host and a port; write them like 127.0.0.1:8413,"
                                + " [::1]:8413 or contact.example:7413",
                        "limits.idle-ping (vigil.yaml:7): '30' is not a duration; write one like PT30S, PT15M, PT4H or P7D",
                        "limits.frame-max (vigil.yaml:8): '256KB' is not a size; write a whole number and B, KiB, MiB,"
                                + " GiB or TiB, like 256KiB",
                        "limits.links (vigil.yaml:10): 0 is too little; at least 2",
                        "limits.disk-critical: 256MiB is more than limits.disk-low, which is 128MiB",
                        "store.url (conf.d/more.yaml:1): 'h2' is not a store; write sqlite:FILE or"
                                + " jdbc:postgresql://HOST/DATABASE",
                        "escalation.routes[0].policy (conf.d/more.yaml:2): 'gone' is not one of escalation.policies,"
                                + " which has none");
    }

    @Test
    void aFaultInAFileIsToldEvenIfALaterFileOverridesIt() {
        Written written = least("log: { level: LOUD }\n").over("quiet.yaml", "log: { level: WARN }");

        assertThat(written.problems())
                .containsExactly("log.level (vigil.yaml:3): 'LOUD' is none of ERROR, WARN, INFO, DEBUG, TRACE");
    }

    @Test
    void anUnknownKeyThatIsKnownElsewhereIsNamedThere() {
        assertThat(least("idle-ping: PT30S\n").problems())
                .containsExactly("idle-ping (vigil.yaml:3): is unknown; the nearest known key is limits.idle-ping");
    }

    @Test
    void aRetiredKeySaysWhatToWriteInstead() {
        Written written = least("port: 7413\n");
        written.retired = java.util.Map.of("port", "write link.listen");

        assertThat(written.problems()).containsExactly("port (vigil.yaml:3): is retired: write link.listen");
    }

    @Test
    void norwayAndTimesAndDatesStayWhatWasWritten() {
        Written written = written(Written.LEAST.replace("BE", "NO") + """
                escalation:
                  channels: { NO: { url: "http://127.0.0.1/1", secret: "env:A" }, on: { url: "http://localhost/2" } }
                  people: { 0123: { name: Null Island, channels: [NO] } }
                  rotas: { r: { zone: Europe/Oslo, starts: 2026-01-05, handovers: [08:00, 20:00], people: [0123] } }
                """);

        assertThat(written.config().participant()).isEqualTo("NO");
        assertThat(written.config().escalation().channels()).containsOnlyKeys("NO", "on");
        assertThat(written.config().escalation().rotas().get("r").handovers())
                .containsExactly(LocalTime.of(8, 0), LocalTime.of(20, 0));
        assertThat(written.config().escalation().rotas().get("r").people()).containsExactly("0123");
    }

    @Test
    void aKeyWrittenTwiceIsAProblemAndEveryPairIsTold() {
        assertThat(least("log: { level: INFO, level: WARN }\nlog: {}\n").problems())
                .containsExactly(
                        "log.level (vigil.yaml:3): is written twice in this file; the first stands at vigil.yaml:3",
                        "log (vigil.yaml:4): is written twice in this file; the first stands at vigil.yaml:3");
    }

    @Test
    void aListThatNeedsSomethingMayNotBeEmpty() {
        assertThat(written(Written.example().replace("people: [alice, bob, carol]", "people: []"))
                        .problems())
                .containsExactly("escalation.rotas.duty.people (vigil.yaml:23): is empty; at least one is needed:"
                        + " Names of people, in turn");
    }

    @Test
    void aSectionWithNothingInItChangesNothing() {
        assertThat(least("link:\nescalation: { people: {}, rotas: ~ }\n").problems())
                .isEmpty();
        assertThat(least("link: { listen: }\n").problems())
                .containsExactly("link.listen (vigil.yaml:3): has no value: host:port");
    }

    @Test
    void mergeKeysShareWhatChannelsHaveInCommon() {
        Written written = least("""
                escalation:
                  channels:
                    a: &a { url: "http://127.0.0.1:1/", internal: true }
                    b: { <<: *a, url: "http://127.0.0.1:2/" }
                """);

        assertThat(written.config().escalation().channels().get("b").internal()).isTrue();
        assertThat(written.config().escalation().channels().get("b").url()).hasToString("http://127.0.0.1:2/");
    }

    @Test
    void textThatIsNotYamlIsToldWithItsLine() {
        assertThat(written("participant: BE\nlink: { listen\n").problems().getFirst())
                .startsWith("the file (vigil.yaml:3): is not YAML: ");
        assertThat(written("- a\n").problems().getFirst())
                .isEqualTo("the file (vigil.yaml:1): keys are expected, like 'participant: BE'");
        assertThat(written("a: &a [ *a ]\n").problems().toString()).contains("holds itself, through an alias");
    }

    @Test
    void aBillionLaughsAreNotExpanded() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            text.append("a%d: &a%d [".formatted(i, i))
                    .append("*a%d, ".formatted(i - 1).repeat(9))
                    .append("]\n");
        }
        assertThat(written(text.toString()).problems().toString()).contains("is not YAML");
    }

    @Test
    void aMissingFileSaysWhatToDo() throws Exception {
        Written written = written("");
        Files.delete(written.file);

        assertThat(written.problems().getFirst())
                .isEqualTo("the file (vigil.yaml:1): does not exist; 'vigil init' writes one, -c names another");
        Files.write(written.file, "participant: Bé".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(written.problems().getFirst()).isEqualTo("the file (vigil.yaml:1): is not UTF-8 text");
    }

    @Test
    void aSecretWrittenIntoTheFileIsRefusedAndNotRepeated() {
        assertThat(least("keys: { secret: hunter2 }\n").problems())
                .singleElement()
                .asString()
                .startsWith("keys.secret (vigil.yaml:3): a secret is never written here")
                .doesNotContain("hunter2");
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
    void aSecretInTheEnvironmentOrFromSystemdIsLookedForThere() throws Exception {
        Written variable = least("keys: { secret: 'env:KEYS' }\n");
        assertThat(variable.warnings()).first().asString().endsWith("the variable KEYS is not set");
        assertThat(variable.variable("KEYS", "x").warnings()).noneMatch(w -> w.startsWith("keys.secret"));

        Written credential = least("keys: { secret: 'systemd-credential:keys' }\n");
        assertThat(credential.warnings()).first().asString().contains("LoadCredential=keys");
        Files.writeString(folder.resolve("keys"), "x");
        credential.variable("CREDENTIALS_DIRECTORY", folder.toString());
        assertThat(credential.warnings()).noneMatch(w -> w.startsWith("keys.secret"));
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
}
