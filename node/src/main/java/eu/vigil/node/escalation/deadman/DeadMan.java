package eu.vigil.node.escalation.deadman;

import eu.vigil.node.escalation.EscalationHealth;
import eu.vigil.node.escalation.Scheduler;
import eu.vigil.node.escalation.plan.EscalationPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the watch every so often, but only while the pager does its work: its cycle looks, and nobody has waited to be reached for more
 * than a minute. Everything else is silence: a node that is stopped, stuck, cut off or unable to reach anybody says nothing, and the
 * watch then cries in a way that does not depend on this node.
 *
 * <p>It lives on the escalation's own thread: should that stand still, so does this.
 */
public final class DeadMan {
    /** Longer than this overdue, and the pager is not doing its work. */
    static final Duration OVERDUE_MAX = Duration.ofSeconds(60);

    /** A cycle that has not looked for so long stands still. */
    static final Duration ROUND_MAX = Duration.ofSeconds(10);

    /** How often it is looked whether a call is due: a new interval, or a pager that is well again, is soon seen. */
    private static final Duration LOOK_EVERY_MAX = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(DeadMan.class);

    private final Supplier<Optional<EscalationPlan.DeadMan>> watch;
    private final Supplier<EscalationHealth> pager;
    private final WatchCall caller;
    private final InstantSource clock;
    private final Scheduler scheduler;

    private Duration sinceLast = Duration.ZERO;
    private String trouble = "";

    /**
     * Wires it; nothing happens before {@link #start}.
     *
     * @param watch who is called, as the configuration has it at the moment
     * @param pager how the pager is
     */
    public DeadMan(
            Supplier<Optional<EscalationPlan.DeadMan>> watch,
            Supplier<EscalationHealth> pager,
            WatchCall caller,
            InstantSource clock,
            Scheduler scheduler) {
        this.watch = watch;
        this.pager = pager;
        this.caller = caller;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    /** Calls for the first time as soon as the pager has looked once, then every so often as long as the thread lives. */
    public void start() {
        scheduler.execute(() -> {
            sinceLast = watch.get().map(EscalationPlan.DeadMan::every).orElse(Duration.ZERO);
            look();
        });
    }

    /** Why the watch may not be told that all is well; empty if it may. Pure. */
    static Optional<String> silence(EscalationHealth pager, Instant now) {
        if (pager.lastRound().isEmpty()) {
            return Optional.of("the pager has not looked yet");
        }
        Duration ago = Duration.between(pager.lastRound().get(), now);
        if (ago.compareTo(ROUND_MAX) > 0) {
            return Optional.of("the pager has not looked for %d s".formatted(ago.toSeconds()));
        }
        return pager.oldestOverdue().compareTo(OVERDUE_MAX) > 0
                ? Optional.of("a page is overdue by %d s"
                        .formatted(pager.oldestOverdue().toSeconds()))
                : Optional.empty();
    }

    private void look() {
        Duration next = watch.get().map(this::look).orElse(LOOK_EVERY_MAX);
        scheduler.after(next, () -> {
            sinceLast = sinceLast.plus(next);
            look();
        });
    }

    /** Calls if it is time and may be; returns when to look again. */
    private Duration look(EscalationPlan.DeadMan told) {
        Duration left = told.every().minus(sinceLast);
        if (left.isPositive()) {
            return shorter(left, LOOK_EVERY_MAX);
        }
        Optional<String> silence = silence(pager.get(), clock.instant());
        if (silence.isPresent()) {
            // Not every few seconds: the first time says it all, and the metrics say for how long.
            say("the watch is told nothing", silence.get().replaceAll("[0-9]+ s", "too long"), silence.get());
            return shorter(told.every(), Duration.ofSeconds(1));
        }
        sinceLast = Duration.ZERO;
        var _ = caller.call(told.url())
                .whenComplete((heard, failure) -> scheduler.execute(() -> heard(heard, failure)));
        return shorter(told.every(), LOOK_EVERY_MAX);
    }

    private void heard(WatchCall.@Nullable Heard heard, @Nullable Throwable failure) {
        if (heard == null) {
            say("the watch cannot be told", String.valueOf(failure), String.valueOf(failure));
            return;
        }
        switch (heard) {
            case WatchCall.Heard.No(String why) -> say("the watch cannot be told", why, why);
            case WatchCall.Heard.Yes() -> {
                if (!trouble.isEmpty()) {
                    LOG.atInfo().log("the watch is told again that the pager lives");
                }
                trouble = "";
            }
        }
    }

    /** Says what is wrong when it begins, not as long as it lasts. */
    private void say(String what, String kind, String why) {
        if (!trouble.equals(kind)) {
            LOG.atWarn().addKeyValue("why", why).log(what);
        }
        trouble = kind;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
