package eu.vigil.config.escalation;

import eu.vigil.config.key.Key;
import eu.vigil.config.value.Urgency;
import java.util.List;
import java.util.Optional;

/** Which incidents go to which policy. */
public record RouteConfig(
        @Key(doc = "What the incident must be; without it, everything matches.")
        Optional<ConditionConfig> when,

        @Key(doc = "The name of the policy.", namedIn = "escalation.policies")
        String policy) {

    /** What an incident must be. */
    public record ConditionConfig(
            @Key(doc = "One of these.", filled = true) List<Urgency> urgency) {}

    /** True if an incident of this urgency goes this way. */
    public boolean serves(Urgency urgency) {
        return when.map(condition -> condition.urgency().contains(urgency)).orElse(true);
    }
}
