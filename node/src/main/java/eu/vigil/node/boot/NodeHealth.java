package eu.vigil.node.boot;

import eu.vigil.node.escalation.EscalationHealth;
import eu.vigil.node.escalation.PageCycle;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.webhook.ChannelSecrets;
import eu.vigil.node.journal.Journal;
import eu.vigil.node.journal.Reads;
import eu.vigil.node.operator.Health;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Asks each part that the node's promise rests on. */
record NodeHealth(
        Reads<?> store,
        Journal<?> journal,
        PageCycle cycle,
        Supplier<EscalationPlan> plan,
        ChannelSecrets secrets,
        InstantSource clock)
        implements Health {
    private static final Duration STORE_MAX = Duration.ofMillis(700);
    private static final Duration CYCLE_MAX = Duration.ofSeconds(10);

    @Override
    public Readiness readiness() {
        return new Readiness(List.of(storeCheck(), journalCheck(), cycleCheck(), channelCheck()));
    }

    private Check storeCheck() {
        try {
            store.read(_ -> true).toCompletableFuture().get(STORE_MAX.toMillis(), TimeUnit.MILLISECONDS);
            return new Check("store", true, "answers");
        } catch (TimeoutException | ExecutionException e) {
            return new Check("store", false, "does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Check("store", false, "the node is stopping");
        }
    }

    private Check journalCheck() {
        return journal.isAlive()
                ? new Check("journal", true, "%d units wait".formatted(journal.depth()))
                : new Check("journal", false, "writes no more; restart the node and read its log");
    }

    private Check cycleCheck() {
        EscalationHealth health = cycle.health();
        return health.lastRound()
                .map(last -> Duration.between(last, clock.instant()))
                .map(ago -> new Check(
                        "escalation",
                        ago.compareTo(CYCLE_MAX) < 0,
                        "looked %d ms ago; oldest page overdue by %d s"
                                .formatted(
                                        ago.toMillis(), health.oldestOverdue().toSeconds())))
                .orElseGet(() -> new Check("escalation", false, "has not looked yet"));
    }

    private Check channelCheck() {
        EscalationPlan now = plan.get();
        long usable = now.channels().values().stream()
                .filter(channel -> secrets.fault(channel).isEmpty())
                .count();
        return new Check(
                "channel",
                usable > 0,
                "%d of %d channels have the secret that they need"
                        .formatted(usable, now.channels().size()));
    }
}
