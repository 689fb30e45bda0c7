package eu.vigil.config.escalation;

import eu.vigil.config.key.Key;
import java.util.List;

/** Somebody who can be paged. */
public record PersonConfig(
        @Key(doc = "The person's name, as colleagues read it.")
        String name,

        @Key(
                doc = "Names of channels; the first is used first, the next ones when it fails.",
                namedIn = "escalation.channels",
                filled = true)
        List<String> channels) {}
