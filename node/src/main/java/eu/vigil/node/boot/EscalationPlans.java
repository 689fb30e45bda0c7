package eu.vigil.node.boot;

import eu.vigil.config.escalation.ChannelConfig;
import eu.vigil.config.escalation.EscalationConfig;
import eu.vigil.config.escalation.PolicyConfig;
import eu.vigil.config.escalation.RotaConfig;
import eu.vigil.config.escalation.RouteConfig;
import eu.vigil.config.value.SecretReference;
import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.plan.Person;
import eu.vigil.node.escalation.plan.Policy;
import eu.vigil.node.escalation.plan.Rota;
import eu.vigil.node.escalation.plan.Route;
import eu.vigil.node.escalation.plan.Target;
import eu.vigil.node.escalation.plan.Urgency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The section {@code escalation} of the configuration as the plan that escalation works by. */
public final class EscalationPlans {
    private EscalationPlans() {}

    /**
     * The plan.
     *
     * @throws IllegalArgumentException naming the key, if the section makes no plan
     */
    public static EscalationPlan of(EscalationConfig config) {
        return new EscalationPlan(
                named(config.channels(), EscalationPlans::channel),
                named(config.people(), (key, person) -> new Person(key, person.name(), person.channels())),
                rotas(config),
                named(config.policies(), EscalationPlans::policy),
                config.routes().stream().map(EscalationPlans::route).toList(),
                config.deadMan()
                        .map(watch -> new EscalationPlan.DeadMan(watch.url().uri(), watch.every())));
    }

    /** The rotas, by name. */
    public static Map<String, Rota> rotas(EscalationConfig config) {
        return named(config.rotas(), (name, rota) -> rota(name, rota, standIns(config, name)));
    }

    /**
     * The plan of a section by itself, in which only {@code policy} matters. It need not be one by which a node could run: which
     * language a channel speaks does not matter, and nothing has to be routed.
     *
     * @param policy the name of one of its policies
     */
    public static EscalationPlan onPaper(EscalationConfig config, String policy) {
        return new EscalationPlan(
                named(
                        config.channels(),
                        (name, channel) -> new Channel(
                                name,
                                Channel.Format.STANDARD_WEBHOOKS,
                                channel.url().uri(),
                                Optional.empty(),
                                channel.internal())),
                named(config.people(), (key, person) -> new Person(key, person.name(), person.channels())),
                rotas(config),
                named(config.policies(), EscalationPlans::policy),
                List.of(new Route(EnumSet.allOf(Urgency.class), policy)),
                Optional.empty());
    }

    private static <C, P> Map<String, P> named(Map<String, C> configured, BiFunction<String, C, P> made) {
        Map<String, P> all = new TreeMap<>();
        configured.forEach((name, value) -> all.put(name, made.apply(name, value)));
        return all;
    }

    private static Channel channel(String name, ChannelConfig channel) {
        Channel.Format format = switch (channel.format()) {
            case STANDARD_WEBHOOKS -> Channel.Format.STANDARD_WEBHOOKS;
            case PAGERDUTY -> Channel.Format.PAGERDUTY;
            case SLACK -> Channel.Format.SLACK;
            case NTFY -> Channel.Format.NTFY;
        };
        return new Channel(
                name,
                format,
                channel.url().uri(),
                channel.secret().map(SecretReference::toString),
                channel.topic(),
                channel.inboundSecret().map(SecretReference::toString),
                channel.internal());
    }

    private static Stream<Rota.StandIn> standIns(EscalationConfig config, String rota) {
        return new TreeMap<>(config.standIns())
                .values().stream()
                        .filter(one -> one.rota().equals(rota))
                        .map(one -> new Rota.StandIn(
                                one.from().toInstant(), one.to().toInstant(), one.person()));
    }

    private static Rota rota(String name, RotaConfig rota, Stream<Rota.StandIn> standIns) {
        return new Rota(
                name,
                rota.zone(),
                rota.starts(),
                rota.handovers(),
                rota.people(),
                Stream.concat(
                                rota.overrides().stream()
                                        .map(one -> new Rota.StandIn(
                                                one.from().toInstant(), one.to().toInstant(), one.person())),
                                standIns)
                        .toList());
    }

    private static Policy policy(String name, PolicyConfig policy) {
        return new Policy(
                name,
                policy.steps().stream()
                        .map(step -> new Policy.Step(step.after(), targets(step.targets())))
                        .toList(),
                policy.repeatEvery(),
                targets(policy.catchAll()));
    }

    private static List<Target> targets(List<eu.vigil.config.value.Target> targets) {
        return targets.stream().map(EscalationPlans::target).toList();
    }

    private static Target target(eu.vigil.config.value.Target target) {
        return switch (target.kind()) {
            case ROTA -> new Target.OfRota(target.name());
            case PERSON -> new Target.OfPerson(target.name());
            case CHANNEL -> new Target.OfChannel(target.name());
        };
    }

    private static Route route(RouteConfig route) {
        Set<Urgency> urgencies = route.when()
                .map(condition -> condition.urgency().stream()
                        .map(urgency -> Urgency.valueOf(urgency.name()))
                        .collect(Collectors.toSet()))
                .orElseGet(() -> EnumSet.allOf(Urgency.class));
        return new Route(urgencies, route.policy());
    }
}
