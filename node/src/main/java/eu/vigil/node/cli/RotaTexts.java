package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.config.escalation.EscalationConfig;
import eu.vigil.config.escalation.PersonConfig;
import eu.vigil.node.escalation.plan.Rota;
import java.time.Instant;
import java.util.Optional;

/** Shifts as people and programs read them. */
final class RotaTexts {
    private RotaTexts() {}

    /** {@code Alice (alice)}; {@code NOBODY} if nobody is on call. */
    static String person(EscalationConfig config, Optional<String> key) {
        return key.map(person -> Optional.ofNullable(config.people().get(person))
                        .map(PersonConfig::name)
                        .filter(name -> !name.equals(person))
                        .map(name -> "%s (%s)".formatted(name, person))
                        .orElse(person))
                .orElse("NOBODY");
    }

    /** Who is on call at an instant. */
    static ObjectNode now(Rota rota, Instant at, Rota.OnCall answer) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("rota", rota.name()).put("at", at.toString());
        return shift(json, answer);
    }

    /** A shift. */
    static ObjectNode shift(Rota rota, Rota.OnCall answer) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("rota", rota.name());
        return shift(json, answer);
    }

    private static ObjectNode shift(ObjectNode json, Rota.OnCall answer) {
        return json.put("person", answer.person().orElse(null))
                .put("from", since(answer).map(Instant::toString).orElse(null))
                .put("to", answer.to().toString())
                .put("override", answer.override());
    }

    /** Since when it holds; empty if nobody ever was on call before. */
    static Optional<Instant> since(Rota.OnCall answer) {
        return Optional.of(answer.from()).filter(from -> !from.equals(Instant.MIN));
    }
}
