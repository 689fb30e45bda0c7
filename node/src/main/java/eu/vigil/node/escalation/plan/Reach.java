package eu.vigil.node.escalation.plan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a target is reached at an instant, or why it is not. */
public sealed interface Reach {
    /**
     * There is a way.
     *
     * @param person who is called; empty for a channel that nobody in particular watches
     * @param channels names of known channels, at least one, in the order in which they are tried
     */
    record Reachable(Optional<String> person, List<String> channels) implements Reach {}

    /** There is none; {@code why} is for the operator. */
    record Unreachable(String why) implements Reach {}

    /** Looks the target up as the plan stands at {@code at}; total, also for names that the plan no longer knows. */
    static Reach of(EscalationPlan plan, Target target, Instant at) {
        return switch (target) {
            case Target.OfRota(String name) -> ofRota(plan, name, at);
            case Target.OfPerson(String person) -> ofPerson(plan, person);
            case Target.OfChannel(String channel) ->
                plan.channels().containsKey(channel)
                        ? new Reachable(Optional.empty(), List.of(channel))
                        : new Unreachable("channel '%s' is not configured".formatted(channel));
        };
    }

    private static Reach ofRota(EscalationPlan plan, String name, Instant at) {
        Rota rota = plan.rotas().get(name);
        if (rota == null) {
            return new Unreachable("rota '%s' is not configured".formatted(name));
        }
        return rota.onCall(at)
                .person()
                .map(person -> ofPerson(plan, person))
                .orElseGet(() -> new Unreachable("nobody is on call in rota '%s'".formatted(name)));
    }

    private static Reach ofPerson(EscalationPlan plan, String key) {
        Person person = plan.people().get(key);
        if (person == null) {
            return new Unreachable("person '%s' is not configured".formatted(key));
        }
        Map<String, Channel> known = plan.channels();
        List<String> channels =
                person.channels().stream().filter(known::containsKey).toList();
        return channels.isEmpty()
                ? new Unreachable("person '%s' has no channel".formatted(key))
                : new Reachable(Optional.of(key), channels);
    }
}
