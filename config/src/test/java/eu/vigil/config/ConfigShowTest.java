package eu.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigShowTest {
    @TempDir
    Path folder;

    @Test
    void everyValueInForceIsShownWithWhereItCameFrom() {
        Written written = new Written(folder, Written.example())
                .over("10.yaml", "log: { level: WARN }\nescalation: { rotas: { duty: { people: [bob] } } }")
                .variable("VIGIL_LIMITS_LINKS", "12")
                .property("vigil.store.url", "sqlite:/srv/store.db");

        assertThat(written.withoutFolder(ConfigShow.text(written.loaded().settings()))
                        .lines()
                        .map(l -> l.replaceAll(" +", " ")))
                .contains(
                        "participant BE # vigil.yaml:1",
                        "networks.EU-ART13.directory.file directory.pb # vigil.yaml:3",
                        "log.level WARN # conf.d/10.yaml:1",
                        "log.format auto # default",
                        "limits.links 12 # environment VIGIL_LIMITS_LINKS",
                        "store.url sqlite:/srv/store.db # -Dvigil.store.url",
                        "keys.secret file:keys.secret # vigil.yaml:8",
                        "escalation.rotas.duty.people [bob] # conf.d/10.yaml:2",
                        "escalation.rotas.duty.overrides[0].person bob # vigil.yaml:25",
                        "escalation.policies.urgent.steps[1].after PT1H # vigil.yaml:30",
                        "escalation.policies.urgent.steps[1].notify [person:carol] # vigil.yaml:30");
    }
}
