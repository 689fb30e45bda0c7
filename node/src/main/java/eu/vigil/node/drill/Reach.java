package eu.vigil.node.drill;

import eu.vigil.node.dispatch.PeerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How it stands with a peer's node, as the tests have it, and when it is tried next. Pure: what happened goes in, what is known comes out.
 *
 * @param lastSuccessAt when a test was last answered
 * @param roundTrip of that test
 * @param failingSince when the first test was sent that was not answered; empty while all is well
 * @param failures tests in turn that were not answered
 * @param nextTestAt when its node is asked next
 * @param nextDrillAt when its duty officer is paged next, if drills are on
 */
public record Reach(
        PeerId peer,
        Optional<Instant> lastSuccessAt,
        Optional<Duration> roundTrip,
        Optional<Instant> failingSince,
        int failures,
        Instant nextTestAt,
        Instant nextDrillAt) {
    private static final Duration RETRY_FIRST = Duration.ofMinutes(1);
    private static final int DOUBLINGS_MAX = 10;

    /** Who leaves the clock's round hours alone meets the others' tests less often. */
    private static final double JITTER = 0.1;

    /** A new peer: asked within the first interval, but not while a node is still starting. */
    public static Reach begin(PeerId peer, Instant now, DrillSettings settings, RandomGenerator random) {
        return new Reach(
                peer,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                now.plus(share(settings.machineEvery(), random.nextDouble(0.5, 1))),
                drillAfter(now, settings, random));
    }

    /** Its node was asked. */
    public Reach tested(Instant now, DrillSettings settings, RandomGenerator random) {
        return next(now.plus(jittered(settings.machineEvery(), random)), nextDrillAt);
    }

    /** It answered. */
    public Reach answered(Instant at, Duration took) {
        return new Reach(peer, Optional.of(at), Optional.of(took), Optional.empty(), 0, nextTestAt, nextDrillAt);
    }

    /** A test that was sent at {@code sentAt} was not answered: soon again, then less and less often. */
    public Reach missed(Instant sentAt, Instant now, DrillSettings settings, RandomGenerator random) {
        Duration wait = RETRY_FIRST.multipliedBy(1L << Math.min(failures, DOUBLINGS_MAX));
        Instant again = now.plus(jittered(shorter(wait, settings.machineEvery()), random));
        return new Reach(
                peer,
                lastSuccessAt,
                roundTrip,
                failingSince.or(() -> Optional.of(sentAt)),
                failures + 1,
                again.isBefore(nextTestAt) ? again : nextTestAt,
                nextDrillAt);
    }

    /** Its duty officer was paged: the next time is anybody's guess, but no later than the interval says. */
    public Reach drilled(Instant now, DrillSettings settings, RandomGenerator random) {
        return next(nextTestAt, drillAfter(now, settings, random));
    }

    /** What was planned under longer intervals comes sooner under shorter ones. */
    public Reach under(DrillSettings settings, Instant now, RandomGenerator random) {
        boolean test = nextTestAt.isAfter(now.plus(share(settings.machineEvery(), 1 + JITTER)));
        boolean drill = nextDrillAt.isAfter(now.plus(settings.humanEvery()));
        return next(
                test ? now.plus(share(settings.machineEvery(), random.nextDouble())) : nextTestAt,
                drill ? drillAfter(now, settings, random) : nextDrillAt);
    }

    /** True if it has not answered for so long that somebody is to be told. */
    public boolean unreachable(Instant now, DrillSettings settings) {
        return failingSince
                .filter(since -> Duration.between(since, now).compareTo(settings.unreachableAfter()) >= 0)
                .isPresent();
    }

    private Reach next(Instant test, Instant drill) {
        return new Reach(peer, lastSuccessAt, roundTrip, failingSince, failures, test, drill);
    }

    private static Instant drillAfter(Instant now, DrillSettings settings, RandomGenerator random) {
        return now.plus(share(settings.humanEvery(), random.nextDouble(0.25, 1)));
    }

    private static Duration jittered(Duration every, RandomGenerator random) {
        return share(every, random.nextDouble(1 - JITTER, 1 + JITTER));
    }

    private static Duration share(Duration whole, double part) {
        return Duration.ofMillis((long) (whole.toMillis() * part));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
