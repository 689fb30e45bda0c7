package eu.vigil.node.escalation.plan;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything the configuration says about reaching people; every name in it is known in it.
 *
 * @param channels by name
 * @param people by key
 * @param rotas by name
 * @param policies by name
 * @param routes in order; every urgency finds one
 * @param deadMan who is told every so often that the pager is alive
 */
public record EscalationPlan(
        Map<String, Channel> channels,
        Map<String, Person> people,
        Map<String, Rota> rotas,
        Map<String, Policy> policies,
        List<Route> routes,
        Optional<DeadMan> deadMan) {
    /** A watch outside the house that alarms when our pings stop. */
    public record DeadMan(URI url, Duration every) {}

    /**
     * Copies and checks every name.
     *
     * @throws IllegalArgumentException if a name is unknown or an urgency has no route, naming the key
     */
    public EscalationPlan {
        channels = Map.copyOf(channels);
        people = Map.copyOf(people);
        rotas = Map.copyOf(rotas);
        policies = Map.copyOf(policies);
        routes = List.copyOf(routes);
        for (Person person : people.values()) {
            for (String channel : person.channels()) {
                known("escalation.people.%s.channels".formatted(person.key()), channel, channels);
            }
        }
        for (Rota rota : rotas.values()) {
            for (String person : rota.people()) {
                known("escalation.rotas.%s.people".formatted(rota.name()), person, people);
            }
            for (Rota.StandIn override : rota.overrides()) {
                known("escalation.rotas.%s.overrides".formatted(rota.name()), override.person(), people);
            }
        }
        for (Policy policy : policies.values()) {
            String key = "escalation.policies.%s".formatted(policy.name());
            for (Policy.Step step : policy.steps()) {
                for (Target target : step.targets()) {
                    known(key + ".steps", target, channels, people, rotas);
                }
            }
            for (Target target : policy.catchAll()) {
                known(key + ".catch-all", target, channels, people, rotas);
            }
        }
        for (Route route : routes) {
            known("escalation.routes", route.policy(), policies);
        }
        for (Urgency urgency : Urgency.values()) {
            if (routes.stream().noneMatch(route -> route.matches(urgency))) {
                throw new IllegalArgumentException(
                        "escalation.routes: no route for %s; end with a route without 'when'".formatted(urgency));
            }
        }
    }

    /** The policy for incidents of this urgency. */
    public Policy policyFor(Urgency urgency) {
        String name = routes.stream()
                .filter(route -> route.matches(urgency))
                .findFirst()
                .orElseThrow()
                .policy();
        Policy policy = policies.get(name);
        if (policy == null) {
            throw new AssertionError(name);
        }
        return policy;
    }

    private static void known(
            String key,
            Target target,
            Map<String, Channel> channels,
            Map<String, Person> people,
            Map<String, Rota> rotas) {
        switch (target) {
            case Target.OfRota(String rota) -> known(key, rota, rotas);
            case Target.OfPerson(String person) -> known(key, person, people);
            case Target.OfChannel(String channel) -> known(key, channel, channels);
        }
    }

    private static void known(String key, String name, Map<String, ?> names) {
        if (!names.containsKey(name)) {
            throw new IllegalArgumentException(
                    "%s: '%s' is not one of %s".formatted(key, name, new TreeMap<>(names).keySet()));
        }
    }
}
