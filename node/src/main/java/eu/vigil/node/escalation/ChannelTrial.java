package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.plan.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Tries out channels: a real page, marked as a test, through each. It opens no incident and writes nothing. One trial runs at a
 * time, so that nobody can make the node pester a far end.
 */
public final class ChannelTrial {
    private static final Duration ALL_MAX = Duration.ofSeconds(10);

    private final Supplier<EscalationPlan> plan;
    private final TestPageSender sender;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Semaphore turn = new Semaphore(1);

    /** Tries the channels of the plan as it stands then. */
    public ChannelTrial(
            Supplier<EscalationPlan> plan, TestPageSender sender, InstantSource clock, RandomGenerator random) {
        this.plan = plan;
        this.sender = sender;
        this.clock = clock;
        this.random = random;
    }

    /** Which channels. */
    public sealed interface Choice {
        /** All that are configured. */
        record All() implements Choice {}

        /** That one. */
        record One(String channel) implements Choice {}

        /** Those of that person, in their order. */
        record OfPerson(String person) implements Choice {}
    }

    /** What came of it. */
    public sealed interface Trial {
        /** These channels were tried, at least one. */
        record Tried(List<Attempt> attempts) implements Trial {
            /** Copies the list. */
            public Tried {
                attempts = List.copyOf(attempts);
            }
        }

        /** There is no such channel or person; {@code why} names those that there are. */
        record Unknown(String why) implements Trial {}

        /** Another trial is running. */
        record Busy() implements Trial {}
    }

    /**
     * One page.
     *
     * @param host where it was sent; the rest of the address may be a secret
     * @param taken from sending to the end of the attempt
     */
    public record Attempt(String channel, String host, Outcome outcome, Duration taken) {
        /** True if the far end has it. */
        public boolean delivered() {
            return outcome instanceof Outcome.Delivered;
        }
    }

    /** Sends, and waits for all ends, at most ten seconds. For threads that may wait. */
    public Trial run(Choice choice, String askedBy) {
        EscalationPlan now = plan.get();
        return switch (choice) {
            case Choice.All() -> {
                List<Channel> all = List.copyOf(new TreeMap<>(now.channels()).values());
                yield all.isEmpty() ? new Trial.Unknown("escalation.channels: there are none") : run(all, askedBy);
            }
            case Choice.One(String name) ->
                Optional.ofNullable(now.channels().get(name))
                        .map(channel -> run(List.of(channel), askedBy))
                        .orElseGet(() -> new Trial.Unknown("there is no channel '%s'; there are %s"
                                .formatted(name, new TreeMap<>(now.channels()).keySet())));
            case Choice.OfPerson(String key) ->
                Optional.ofNullable(now.people().get(key))
                        .map(person -> run(channels(now, person), askedBy))
                        .orElseGet(() -> new Trial.Unknown("escalation knows nobody as '%s'; there are %s"
                                .formatted(key, new TreeMap<>(now.people()).keySet())));
        };
    }

    private static List<Channel> channels(EscalationPlan plan, Person person) {
        return person.channels().stream().map(plan.channels()::get).toList();
    }

    private Trial run(List<Channel> channels, String askedBy) {
        if (channels.isEmpty()) {
            return new Trial.Unknown("that person has no channel");
        }
        if (!turn.tryAcquire()) {
            return new Trial.Busy();
        }
        try {
            Instant begin = clock.instant();
            List<CompletableFuture<Attempt>> running = channels.stream()
                    .map(channel -> sender.sendTest(
                                    channel,
                                    PageId.of(random),
                                    new TestNotice(begin, channel.internal() ? Optional.of(askedBy) : Optional.empty()))
                            .thenApply(outcome -> new Attempt(
                                    channel.name(),
                                    channel.url().getHost(),
                                    outcome,
                                    Duration.between(begin, clock.instant())))
                            .toCompletableFuture())
                    .toList();
            waitFor(running);
            return new Trial.Tried(java.util.stream.IntStream.range(0, channels.size())
                    .mapToObj(at -> running.get(at).getNow(late(channels.get(at))))
                    .toList());
        } finally {
            turn.release();
        }
    }

    private static void waitFor(List<CompletableFuture<Attempt>> running) {
        try {
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
                    .get(ALL_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // what has not ended by now is told as such
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Attempt late(Channel channel) {
        return new Attempt(
                channel.name(),
                channel.url().getHost(),
                new Outcome.Unknown("no end within %d s".formatted(ALL_MAX.toSeconds())),
                ALL_MAX);
    }
}
