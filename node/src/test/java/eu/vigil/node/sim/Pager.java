package eu.vigil.node.sim;

import eu.vigil.node.escalation.Notice;
import eu.vigil.node.escalation.Outcome;
import eu.vigil.node.escalation.PageId;
import eu.vigil.node.escalation.PageSender;
import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.plan.Person;
import eu.vigil.node.escalation.plan.Plans;
import eu.vigil.node.escalation.plan.Policy;
import eu.vigil.node.escalation.plan.Route;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The far end of one machine's webhooks: answers, fails, refuses or hangs; and whom it reaches may follow the link. */
final class Pager implements PageSender {
    private static final Policy POLICY =
            Plans.policy(Plans.step("PT0S", "rota:duty"), Plans.step("PT15S", "person:bob"));

    /** By which every machine pages. */
    static final EscalationPlan PLAN = plan();

    private static final Duration HANGS = Duration.ofSeconds(5);

    private final World world;
    private final Machine machine;
    private final Chance chance;
    private final double trouble;

    Pager(World world, Machine machine, Chance chance) {
        this.world = world;
        this.machine = machine;
        this.chance = chance;
        this.trouble = chance.of(List.of(0.0, 0.1, 0.5, 0.95));
    }

    private static EscalationPlan plan() {
        return new EscalationPlan(
                Map.of("phone", channel("phone", 7001), "push", channel("push", 7002), "desk", channel("desk", 7003)),
                Map.of(
                        "alice", new Person("alice", "Alice", List.of("phone", "push")),
                        "bob", new Person("bob", "Bob", List.of("push", "phone")),
                        "carol", new Person("carol", "Carol", List.of("phone"))),
                Map.of("duty", Plans.rota("Europe/Brussels", "08:00", "20:00")),
                Map.of(POLICY.name(), POLICY),
                List.of(new Route(Set.of(), POLICY.name())),
                Optional.empty());
    }

    private static Channel channel(String name, int port) {
        return new Channel(
                name,
                Channel.Format.STANDARD_WEBHOOKS,
                URI.create("http://127.0.0.1:%d/hook".formatted(port)),
                Optional.of("file:secret"),
                true);
    }

    @Override
    public CompletionStage<Outcome> send(Channel channel, PageId id, Notice notice) {
        world.note("%s: page %s of %s, cycle %d, step %d, over %s"
                .formatted(
                        machine,
                        id,
                        notice.incident(),
                        notice.internal().orElseThrow().cycle(),
                        notice.internal().orElseThrow().step() + 1,
                        channel.name()));
        world.chronicle().deadlines().attempted(machine, notice);
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Life life = machine.life();
        if (!chance.in(trouble)) {
            reached(notice);
            Duration time = chance.upTo(Duration.ofSeconds(1));
            world.turns().in(time, life, () -> outcome.complete(new Outcome.Delivered(204)));
            return outcome;
        }
        int kind = chance.below(4);
        Duration time = kind == 0 ? HANGS : chance.upTo(Duration.ofMillis(200));
        if (kind == 0 && chance.in(0.5)) {
            reached(notice); // it arrived, and only the answer did not
        }
        Outcome trouble = switch (kind) {
            case 0 -> new Outcome.Unknown("no answer within 5 s");
            case 1 -> new Outcome.Refused("HTTP 410");
            case 2 -> new Outcome.NotNow(500, Optional.empty());
            default -> new Outcome.NotNow(429, Optional.of(Duration.ofSeconds(20)));
        };
        world.turns().in(time, life, () -> outcome.complete(trouble));
        return outcome;
    }

    private void reached(Notice notice) {
        if (chance.in(0.25)) {
            String path = notice.link().orElseThrow().getPath();
            String token = path.substring(path.lastIndexOf('/') + 1);
            world.turns()
                    .in(
                            chance.between(Duration.ofSeconds(1), Duration.ofSeconds(30)),
                            Life.OF_THE_WORLD,
                            () -> machine.followsLink(token));
        }
    }
}
