package eu.vigil.node.escalation.plan;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Small plans that several tests share. */
public final class Plans {
    private Plans() {}

    /** A channel at a loopback port. */
    public static Channel channel(String name, int port) {
        return new Channel(
                name,
                Channel.Format.STANDARD_WEBHOOKS,
                URI.create("http://127.0.0.1:%d/hook".formatted(port)),
                Optional.of("file:secret"),
                false);
    }

    /** A rota of alice, bob and carol from Monday 5 January 2026. */
    public static Rota rota(String zone, String... handovers) {
        return new Rota(
                "duty",
                ZoneId.of(zone),
                LocalDate.parse("2026-01-05"),
                Stream.of(handovers).map(LocalTime::parse).toList(),
                List.of("alice", "bob", "carol"),
                List.of());
    }

    /** A step. */
    public static Policy.Step step(String after, String... targets) {
        return new Policy.Step(
                Duration.parse(after), Stream.of(targets).map(Target::parse).toList());
    }

    /** A policy that repeats every 15 minutes and falls back on the desk. */
    public static Policy policy(Policy.Step... steps) {
        return new Policy("urgent", List.of(steps), Duration.ofMinutes(15), List.of(new Target.OfChannel("desk")));
    }

    /** A plan in which alice has a phone and a push, bob and carol a phone, and there is a desk. */
    public static EscalationPlan plan(Policy policy, Rota rota) {
        return new EscalationPlan(
                Map.of(
                        "phone", channel("phone", 7001),
                        "push", channel("push", 7002),
                        "desk", channel("desk", 7003)),
                Map.of(
                        "alice", new Person("alice", "Alice", List.of("phone", "push")),
                        "bob", new Person("bob", "Bob", List.of("phone")),
                        "carol", new Person("carol", "Carol", List.of("push"))),
                Map.of("duty", rota),
                Map.of(policy.name(), policy),
                List.of(new Route(Set.of(), policy.name())),
                Optional.empty());
    }

    /** The same with hand-overs at 8 and 20 o'clock in Brussels. */
    public static EscalationPlan plan(Policy policy) {
        return plan(policy, rota("Europe/Brussels", "08:00", "20:00"));
    }
}
