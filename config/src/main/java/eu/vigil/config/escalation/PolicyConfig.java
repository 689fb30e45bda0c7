package eu.vigil.config.escalation;

import eu.vigil.config.key.Key;
import eu.vigil.config.value.Target;
import java.time.Duration;
import java.util.List;

/** Steps that are repeated without bound until somebody acknowledges. */
public record PolicyConfig(
        @Key(doc = "What is done, in order of time.", filled = true)
        List<StepConfig> steps,

        @Key(
                doc = "After how long each step fires again, counted from its own time.",
                min = "PT1S",
                byDefault = "PT15M")
        Duration repeatEvery,

        @Key(doc = "Targets for when a step reaches nobody.", filled = true, like = "channel:desk-webhook")
        List<Target> catchAll) {

    /** One step. */
    public record StepConfig(
            @Key(doc = "How long after the incident was opened.", min = "PT0S", like = "PT1H")
            Duration after,

            @Key(name = "notify", doc = "Whom to page.", like = "rota:duty")
            List<Target> targets) {}
}
