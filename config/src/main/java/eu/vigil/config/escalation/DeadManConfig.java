package eu.vigil.config.escalation;

import eu.vigil.config.key.Key;
import eu.vigil.config.value.WebAddress;
import java.time.Duration;

/** A watch that cries when it hears nothing. */
public record DeadManConfig(
        @Key(doc = "The address that is called.", like = "https://watch.example/ping")
        WebAddress url,

        @Key(doc = "How often.", byDefault = "PT1M", min = "PT1S")
        Duration every) {}
