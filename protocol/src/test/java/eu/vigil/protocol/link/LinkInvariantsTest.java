package eu.vigil.protocol.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.Frame;
import eu.vigil.protocol.wire.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What must hold whatever happens in whatever order. A failure names its seed: {@code -Dseed=N} replays it. */
class LinkInvariantsTest {
    private static final int SEEDS = 400;
    private static final int EVENTS = 400;
    private static final LinkLimits TIGHT = tight();

    @Test
    void twoHonestNodesNeverBreakARuleOfTheLink() {
        int delivered = 0;
        for (int seed : seeds()) {
            delivered += new World(seed).live();
        }
        assertThat(delivered).as("envelopes delivered in all worlds").isPositive();
    }

    @Test
    void aHostilePeerNeverMakesALinkThrowOrSpeakAfterItsBye() {
        for (int seed : seeds()) {
            SplittableRandom random = new SplittableRandom(seed);
            boolean dials = random.nextBoolean();
            Step first = dials
                    ? Link.dial(Samples.FR, Samples.FR, Samples.hello(Samples.BE), TIGHT, Samples.NIGHT)
                    : Step.stay(Link.listen(Samples.BE, TIGHT, Samples.NIGHT));
            Watched side = new Watched(seed, first, dials, TIGHT);
            Instant now = Samples.NIGHT;
            if (random.nextInt(4) > 0) {
                side.happens(new LinkEvent.Arrived(
                        side.dialler ? Samples.welcome(4) : Samples.frame(Samples.hello(Samples.BE)), now));
                side.happens(new LinkEvent.WelcomeGiven(Samples.hello(Samples.FR), Set.of(), now));
            }
            for (int event = 0; event < EVENTS; event++) {
                now = now.plusMillis(random.nextInt(500));
                side.happens(anything(random, side, now));
            }
        }
    }

    private static LinkEvent anything(SplittableRandom random, Watched side, Instant at) {
        int id = random.nextInt(20);
        return switch (random.nextInt(16)) {
            case 0 -> new LinkEvent.Ticked(at.plusSeconds(random.nextInt(40)));
            case 1 -> new LinkEvent.Receipted(Samples.receipt(id), at);
            case 2 -> new LinkEvent.TurnedAway(Samples.busy(id), at);
            case 3 -> new LinkEvent.Proved(Samples.proof(1, 2), at);
            case 4 -> new LinkEvent.CreditHeld(random.nextBoolean() ? Set.of(Lane.URGENT, Lane.ROUTINE) : Set.of(), at);
            case 5 -> new LinkEvent.ConsistencyAsked(Samples.request(1, 2 + random.nextInt(4)), at);
            case 6 -> new LinkEvent.WelcomeGiven(Samples.hello(Samples.FR), Set.of(Lane.ROUTINE), at);
            case 7 ->
                random.nextInt(200) == 0 ? new LinkEvent.StopAsked(Bye.Reason.STOPPING, at) : new LinkEvent.Ticked(at);
            case 8 -> random.nextInt(200) == 0 ? new LinkEvent.Unreadable("garbage", at) : new LinkEvent.Ticked(at);
            case 9 -> new LinkEvent.DeliverAsked(Samples.deliver(lane(random), random.nextInt()), at);
            default ->
                new LinkEvent.Arrived(
                        random.nextInt(60) == 0 ? anyFrame(random, id) : fittingFrame(random, side, id), at);
        };
    }

    // What a peer in this role might say, though not when.
    private static Frame fittingFrame(SplittableRandom random, Watched side, int id) {
        if (side.dialler) {
            List<ByteString> inFlight = List.copyOf(side.inFlight);
            if (inFlight.isEmpty() || random.nextInt(4) > 0) {
                return random.nextInt(40) == 0 ? Samples.credit(1) : Samples.ping(id);
            }
            return Samples.frame(Samples.receipt(0).toBuilder()
                    .setMessageId(inFlight.get(random.nextInt(inFlight.size())))
                    .build());
        }
        return random.nextInt(3) == 0 ? Samples.frame(Samples.deliver(lane(random), id)) : Samples.ping(id);
    }

    private static Frame anyFrame(SplittableRandom random, int id) {
        return switch (random.nextInt(24)) {
            case 0 -> Samples.frame(Samples.hello(Samples.BE));
            case 1 -> Samples.welcome(1 + id);
            case 2, 3 -> Samples.frame(Samples.receipt(id));
            case 4 -> Samples.frame(Samples.busy(id));
            case 5 -> Samples.frame(Samples.proof(1, 2));
            case 6 -> Samples.frame(Samples.request(1, 2));
            case 7 -> Frame.getDefaultInstance();
            case 8 -> Samples.bye(Bye.Reason.STOPPING);
            case 9, 10, 11 -> Samples.credit(lane(random), 1 + id);
            case 12, 13, 14 -> Samples.ping(id);
            default -> Samples.frame(Samples.deliver(random.nextInt()));
        };
    }

    private static Lane lane(SplittableRandom random) {
        return LaneCredits.LANES.get(random.nextInt(LaneCredits.LANES.size()));
    }

    // So little credit that it is always short.
    private static LinkLimits tight() {
        LinkLimits normal = LinkLimits.DEFAULT;
        return new LinkLimits(
                normal.frameBytesMaxBeforeHello(),
                normal.frameBytesMax(),
                3,
                8,
                8,
                2,
                normal.handshakeMax(),
                normal.frameMax(),
                normal.pingAfter(),
                normal.idleMax(),
                normal.finishMax(),
                normal.lingerMax(),
                normal.connectMax(),
                normal.linksMax(),
                normal.linksPerPeerMax(),
                normal.unauthenticatedPerAddressMax(),
                normal.unsentBytesMax());
    }

    private static List<Integer> seeds() {
        Integer only = Integer.getInteger("seed");
        return only != null ? List.of(only) : IntStream.range(0, SEEDS).boxed().toList();
    }

    /** One side of a link, with what it may do checked after every step. */
    private static final class Watched {
        final int seed;
        final boolean dialler;
        final LinkLimits limits;
        final List<LinkAction> fresh = new ArrayList<>();
        LinkState state;
        LaneCredits granted = LaneCredits.NONE;
        LaneCredits spent = LaneCredits.NONE;
        int delivered;
        boolean welcomed;
        boolean ended;
        Bye.Reason reason = Bye.Reason.REASON_UNSPECIFIED;
        final Set<ByteString> inFlight = new HashSet<>();

        Watched(int seed, Step first, boolean dialler, LinkLimits limits) {
            this.limits = limits;
            this.seed = seed;
            this.dialler = dialler;
            this.state = first.state();
            take(first);
        }

        void happens(LinkEvent event) {
            if (dialler && state instanceof LinkState.AwaitingWelcome && event instanceof LinkEvent.Arrived arrived) {
                welcomed |= arrived.frame().hasWelcome();
            }
            Step step = Link.step(state, event);
            state = step.state();
            take(step);
            check(event);
        }

        private void take(Step step) {
            for (LinkAction action : step.actions()) {
                assertThat(ended).as("%s after the end, seed %d", action, seed).isFalse();
                switch (action) {
                    case LinkAction.Send(Frame frame) -> sent(frame);
                    case LinkAction.End(LinkEnd end) -> {
                        ended = true;
                        reason = end.reason();
                    }
                    case LinkAction.Open open -> granted = dialler ? open.credit() : granted;
                    case LinkAction.GrantCredit(Lane lane, int more) -> granted = granted.plus(lane, more);
                    case LinkAction.TakeReceipt(var receipt) -> inFlight.remove(receipt.getMessageId());
                    case LinkAction.TakeBusy(var busy) -> inFlight.remove(busy.getMessageId());
                    case LinkAction.TakeProof _, LinkAction.Read _, LinkAction.ForListener _ -> {}
                }
                fresh.add(action);
            }
        }

        private boolean saidBye;

        private void sent(Frame frame) {
            assertThat(saidBye)
                    .as("%s after Bye, seed %d", frame.getBodyCase(), seed)
                    .isFalse();
            saidBye = frame.hasBye();
            if (frame.hasWelcome()) {
                welcomed = true;
                granted = LaneCredits.of(frame.getWelcome().getCreditsList());
            }
            assertThat(welcomed || frame.hasHello() || frame.hasBye())
                    .as("%s before the Welcome, seed %d", frame.getBodyCase(), seed)
                    .isTrue();
            if (frame.hasCredit()) {
                granted = granted.plus(
                        frame.getCredit().getLane(), frame.getCredit().getEnvelopes());
            }
            if (frame.hasDeliver()) {
                delivered++;
                inFlight.add(frame.getDeliver().getEnvelope().getMessageId());
                Lane lane = frame.getDeliver().getLane();
                spent = spent.plus(lane, 1);
                assertThat(spent.in(lane))
                        .as("more than the credit, seed %d", seed)
                        .isLessThanOrEqualTo(granted.in(lane));
            }
        }

        private void check(LinkEvent event) {
            if (state instanceof LinkState.Receiving open) {
                for (Lane lane : LaneCredits.LANES) {
                    long unanswered = open.unanswered().byId().values().stream()
                            .filter(flight -> flight.lane() == lane)
                            .count();
                    assertThat(open.credit().in(lane) + open.owed().in(lane) + unanswered)
                            .as("credit of %s is conserved after %s, seed %d", lane, event, seed)
                            .isEqualTo(limits.unreceiptedMax());
                    assertThat(open.credit().in(lane)).as("seed %d", seed).isNotNegative();
                }
            }
            if (state instanceof LinkState.Sending open) {
                assertThat(open.unreceipted()).as("seed %d", seed).isEqualTo(inFlight);
            }
            assertThat(state instanceof LinkState.Closed).as("seed %d", seed).isEqualTo(ended);
            assertThat(Link.wakeAt(state).isPresent()).as("seed %d", seed).isEqualTo(!ended);
        }
    }

    /** A dialler and a listener with an ordered, delaying wire between them and nodes that answer when they like. */
    private static final class World {
        private static final int QUIET = 5; // of the choices in step: nothing new is delivered
        private static final int BUSY = 7;

        private final int seed;
        private final SplittableRandom random;
        private final Watched dialler;
        private final Watched listener;
        private final Deque<Frame> toListener = new ArrayDeque<>();
        private final Deque<Frame> toDialler = new ArrayDeque<>();
        private final List<ByteString> taken = new ArrayList<>();
        private Instant now = Samples.NIGHT;
        private boolean welcomeAsked;
        private int nextId;

        World(int seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            dialler = new Watched(
                    seed,
                    Link.dial(Samples.FR, Samples.FR, Samples.hello(Samples.BE), LinkLimits.DEFAULT, now),
                    true,
                    LinkLimits.DEFAULT);
            listener = new Watched(
                    seed, Step.stay(Link.listen(Samples.BE, LinkLimits.DEFAULT, now)), false, LinkLimits.DEFAULT);
            settle();
        }

        int live() {
            boolean stops = random.nextBoolean();
            for (int event = 0; event < EVENTS; event++) {
                now = now.plus(Duration.ofMillis(random.nextInt(20)));
                step(BUSY, stops && event > EVENTS / 2 && random.nextInt(50) == 0);
                settle();
            }
            while (!toListener.isEmpty() || !toDialler.isEmpty() || !taken.isEmpty() || welcomeAsked) {
                step(QUIET, false);
                settle();
            }
            for (Watched side : List.of(dialler, listener)) {
                assertThat(side.reason)
                        .as("how it ended, seed %d", seed)
                        .isIn(Bye.Reason.REASON_UNSPECIFIED, Bye.Reason.STOPPING);
            }
            if (dialler.state instanceof LinkState.Sending open && listener.state instanceof LinkState.Receiving) {
                assertThat(open.unreceipted())
                        .as("all are answered, seed %d", seed)
                        .isEmpty();
                for (Lane lane : LaneCredits.LANES) {
                    assertThat(open.credit().in(lane))
                            .as("nobody is left without credit in %s, seed %d", lane, seed)
                            .isPositive();
                }
            }
            return dialler.delivered;
        }

        private void step(int choices, boolean stop) {
            if (stop) {
                (random.nextBoolean() ? dialler : listener).happens(new LinkEvent.StopAsked(Bye.Reason.STOPPING, now));
                return;
            }
            switch (random.nextInt(choices)) {
                case 0 -> {
                    if (!toListener.isEmpty()) {
                        listener.happens(new LinkEvent.Arrived(toListener.remove(), now));
                    }
                }
                case 1 -> {
                    if (!toDialler.isEmpty()) {
                        dialler.happens(new LinkEvent.Arrived(toDialler.remove(), now));
                    }
                }
                case 5, 6 -> {
                    Lane lane = lane(random);
                    if (dialler.state instanceof LinkState.Sending open
                            && open.credit().in(lane) > 0) {
                        dialler.happens(new LinkEvent.DeliverAsked(Samples.deliver(lane, nextId++), now));
                    }
                }
                case 2 -> {
                    if (!taken.isEmpty()) {
                        answer(taken.remove(random.nextInt(taken.size())));
                    }
                }
                case 3 -> {
                    if (welcomeAsked) {
                        welcomeAsked = false;
                        listener.happens(new LinkEvent.WelcomeGiven(Samples.hello(Samples.FR), Set.of(), now));
                    }
                }
                case 4 -> (random.nextBoolean() ? dialler : listener).happens(new LinkEvent.Ticked(now));
                default -> throw new AssertionError();
            }
        }

        private void answer(ByteString id) {
            int number = id.asReadOnlyByteBuffer().getInt(12);
            listener.happens(
                    random.nextInt(4) == 0
                            ? new LinkEvent.TurnedAway(Samples.busy(number), now)
                            : new LinkEvent.Receipted(Samples.receipt(number), now));
        }

        private void settle() {
            move(dialler, toListener);
            move(listener, toDialler);
        }

        private void move(Watched from, Deque<Frame> wire) {
            for (LinkAction action : from.fresh) {
                switch (action) {
                    case LinkAction.Send(Frame frame) -> wire.add(frame);
                    case LinkAction.TakeDelivery(var deliver) ->
                        taken.add(deliver.getEnvelope().getMessageId());
                    case LinkAction.AskWelcome _ -> welcomeAsked = true;
                    case LinkAction.ProveConsistency _,
                            LinkAction.Open _,
                            LinkAction.Read _,
                            LinkAction.End _,
                            LinkAction.ForDialler _ -> {}
                }
            }
            from.fresh.clear();
        }
    }
}
