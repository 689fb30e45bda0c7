package eu.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.config.escalation.PolicyConfig.StepConfig;
import eu.vigil.config.escalation.RotaConfig;
import eu.vigil.config.value.ByteSize;
import eu.vigil.config.value.ChannelFormat;
import eu.vigil.config.value.HostPort;
import eu.vigil.config.value.StoreLocation;
import eu.vigil.config.value.Target;
import eu.vigil.config.value.Urgency;
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
    void aSecretWrittenIntoTheFileIsRefusedAndNotRepeated() {
        assertThat(least("keys: { secret: hunter2 }\n").problems())
                .singleElement()
                .asString()
                .startsWith("keys.secret (vigil.yaml:3): a secret is never written here")
                .doesNotContain("hunter2");
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
}
