package eu.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.config.key.Manual;
import eu.vigil.config.key.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators rely on: a name or a default that changes here changes under them. */
class EveryKeyTest {
    private final List<Manual.Entry> entries = Manual.entries(Shape.of(VigilConfig.class));

    @Test
    void everyKeyAndItsDefaultIsAsReleased() {
        assertThat(entries.stream()
                        .map(entry -> entry.path()
                                + (entry.key().byDefault().isEmpty()
                                        ? ""
                                        : " = " + entry.key().byDefault())
                                + (entry.optional() ? "" : " !")))
                .containsExactly(
                        "participant !",
                        "networks !",
                        "networks.<name>.directory !",
                        "networks.<name>.directory.file !",
                        "networks.<name>.directory.authority-key !",
                        "data = /var/lib/vigil",
                        "link",
                        "link.listen = 0.0.0.0:7413",
                        "link.advertise",
                        "operator",
                        "operator.listen = 127.0.0.1:8413",
                        "operator.public-url",
                        "store",
                        "store.url = sqlite:store.db",
                        "keys",
                        "keys.file = keys.p12",
                        "keys.secret = file:keys.secret",
                        "escalation",
                        "escalation.channels",
                        "escalation.channels.<name>.format = standard-webhooks",
                        "escalation.channels.<name>.url !",
                        "escalation.channels.<name>.secret",
                        "escalation.channels.<name>.topic",
                        "escalation.channels.<name>.inbound-secret",
                        "escalation.channels.<name>.internal = false",
                        "escalation.people",
                        "escalation.people.<name>.name !",
                        "escalation.people.<name>.channels !",
                        "escalation.rotas",
                        "escalation.rotas.<name>.zone !",
                        "escalation.rotas.<name>.starts !",
                        "escalation.rotas.<name>.handovers !",
                        "escalation.rotas.<name>.people !",
                        "escalation.rotas.<name>.overrides",
                        "escalation.rotas.<name>.overrides[].from !",
                        "escalation.rotas.<name>.overrides[].to !",
                        "escalation.rotas.<name>.overrides[].person !",
                        "escalation.stand-ins",
                        "escalation.stand-ins.<name>.rota !",
                        "escalation.stand-ins.<name>.from !",
                        "escalation.stand-ins.<name>.to !",
                        "escalation.stand-ins.<name>.person !",
                        "escalation.policies",
                        "escalation.policies.<name>.steps !",
                        "escalation.policies.<name>.steps[].after !",
                        "escalation.policies.<name>.steps[].notify",
                        "escalation.policies.<name>.repeat-every = PT15M",
                        "escalation.policies.<name>.catch-all !",
                        "escalation.routes",
                        "escalation.routes[].when",
                        "escalation.routes[].when.urgency !",
                        "escalation.routes[].policy !",
                        "escalation.dead-man",
                        "escalation.dead-man.url !",
                        "escalation.dead-man.every = PT1M",
                        "escalation.private-addresses",
                        "drills",
                        "drills.machine-every = PT15M",
                        "drills.unreachable-after = PT10M",
                        "drills.human = true",
                        "drills.human-every = P30D",
                        "drills.human-most = PT4H",
                        "log",
                        "log.level = INFO",
                        "log.format = auto",
                        "limits",
                        "limits.frame-max = 256KiB",
                        "limits.frame-before-hello-max = 16KiB",
                        "limits.message-max = 128KiB",
                        "limits.exhibit-max = 16GiB",
                        "limits.exhibit-chunk = 128KiB",
                        "limits.unreceipted-per-lane = 256",
                        "limits.links = 1024",
                        "limits.links-per-peer = 4",
                        "limits.links-per-address = 8",
                        "limits.handshake-time = PT5S",
                        "limits.frame-time = PT10S",
                        "limits.idle-ping = PT30S",
                        "limits.idle-close = PT90S",
                        "limits.journal-queue = 4096",
                        "limits.journal-batch = 128",
                        "limits.journal-batch-bytes = 4MiB",
                        "limits.disk-low = 1GiB",
                        "limits.disk-critical = 256MiB");
    }

    @Test
    void aRunningNodeTakesTheseKeysAndNoOthers() {
        assertThat(entries.stream()
                        .filter(Manual.Entry::reloads)
                        .map(Manual.Entry::path)
                        .filter(path -> !path.startsWith("escalation.")))
                .containsExactly(
                        "networks.<name>.directory",
                        "networks.<name>.directory.file",
                        "networks.<name>.directory.authority-key",
                        "keys",
                        "keys.file",
                        "keys.secret",
                        "escalation",
                        "drills.machine-every",
                        "drills.unreachable-after",
                        "drills.human",
                        "drills.human-every",
                        "drills.human-most",
                        "log.level",
                        "limits.frame-max",
                        "limits.frame-before-hello-max",
                        "limits.unreceipted-per-lane",
                        "limits.links",
                        "limits.links-per-address",
                        "limits.handshake-time",
                        "limits.frame-time",
                        "limits.idle-ping",
                        "limits.idle-close",
                        "limits.journal-queue",
                        "limits.journal-batch",
                        "limits.journal-batch-bytes");
        assertThat(entries)
                .filteredOn(entry -> entry.path().startsWith("escalation."))
                .allMatch(Manual.Entry::reloads);
    }

    @Test
    void everyKeyHasOneLineForTheManual() {
        assertThat(entries)
                .allSatisfy(entry -> assertThat(entry.key().doc())
                        .as(entry.path())
                        .endsWith(".")
                        .hasSizeBetween(10, 110)
                        .doesNotContain("\n"));
    }

    @Test
    void whatAPatternWantsIsShownByAnExample() {
        assertThat(entries)
                .filteredOn(entry -> !entry.key().pattern().isEmpty())
                .hasSizeGreaterThan(2)
                .allSatisfy(
                        entry -> assertThat(entry.key().like()).as(entry.path()).isNotEmpty());
    }

    @Test
    void theManualPageNamesEveryKeyWithItsDefaultAndItsVariable() {
        String page = ConfigReference.text();

        assertThat(entries)
                .allSatisfy(entry -> assertThat(page)
                        .contains("\n    " + entry.path() + "\n        "
                                + entry.key().doc() + "\n"));
        assertThat(page)
                .contains("size; default 256KiB; at least 16KiB; at most 16MiB; reloads; VIGIL_LIMITS_FRAME_MAX")
                .contains("one of standard-webhooks, pagerduty, slack, ntfy; default standard-webhooks; reloads;"
                        + " VIGIL_ESCALATION_CHANNELS_<NAME>_FORMAT");
    }
}
