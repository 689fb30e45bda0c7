package eu.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.config.key.Manual;
import eu.vigil.config.key.Setting;
import eu.vigil.config.key.Shape;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigChangeTest {
    private static final String WITH_CHANNEL = Written.LEAST + """
            operator: { public-url: "https://desk.example" }
            escalation:
              channels:
                desk: { url: "https://hooks.example/T0/SECRET", secret: "file:%s" }
            """;

    @TempDir
    Path folder;

    @Test
    void whatIsEqualIsNoChange() {
        assertThat(between(Written.example(), Written.example())).isEmpty();
    }

    @Test
    void aChangeNamesTheKeyAndBothValues() {
        assertThat(between(Written.LEAST, Written.LEAST + "limits: { links: 2048 }\n"))
                .extracting(ConfigChange::toString, ConfigChange::reloads)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("limits.links: 1024 -> 2048", true));
    }

    @Test
    void whatComesAndWhatGoesIsAChange() {
        String two = """
                escalation:
                  channels: { desk: { url: "http://127.0.0.1/" } }
                  people: { alice: { name: Alice, channels: [desk] } }
                """;
        assertThat(between(Written.LEAST, Written.LEAST + two))
                .extracting(ConfigChange::toString)
                .contains(
                        "escalation.people.alice.name: nothing -> Alice",
                        "escalation.people.alice.channels: nothing -> [desk]");
        assertThat(between(Written.LEAST + two, Written.LEAST))
                .extracting(ConfigChange::toString)
                .contains("escalation.people.alice.name: Alice -> nothing");
    }

    @Test
    void aKeyThatNeedsARestartSaysSo() {
        assertThat(between(Written.LEAST, Written.LEAST + "link: { listen: \"127.0.0.1:1\" }\n"))
                .singleElement()
                .satisfies(change -> assertThat(change.reloads()).isFalse());
    }

    @Test
    void anAddressThatIsItselfAPasswordIsNotShownAndASecretIsOnlyAReference() {
        String other = WITH_CHANNEL.formatted("two").replace("SECRET", "TOKEN");
        assertThat(between(WITH_CHANNEL.formatted("one"), other).toString())
                .contains("escalation.channels.desk.url: a value that is not shown -> a value that is not shown")
                .contains("escalation.channels.desk.secret: file:one -> file:two")
                .doesNotContain("SECRET", "TOKEN");
    }

    @Test
    void everyKeyOfAFileHasItsEntryInTheManual() {
        Shape.Section keys = Shape.of(VigilConfig.class);
        assertThat(settings(Written.example()))
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(Manual.entry(keys, setting.key()))
                        .as(setting.key())
                        .isPresent());
    }

    private List<ConfigChange> between(String before, String after) {
        return ConfigChange.between(settings(before), settings(after));
    }

    private List<Setting> settings(String text) {
        return new Written(folder, text).loaded().settings();
    }
}
