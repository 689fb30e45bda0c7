package eu.vigil.protocol.link;

import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** One side of a link in a test: steps it, and remembers what it wanted done since it was last asked. */
final class Talk {
    private LinkState state;
    private Instant now = Samples.NIGHT;
    private final List<LinkAction> actions = new ArrayList<>();

    private Talk(Step step) {
        take(step);
    }

    /** France, dialled by Belgium. */
    static Talk listener(LinkLimits limits) {
        return new Talk(Step.stay(Link.listen(Samples.BE, limits, Samples.NIGHT)));
    }

    /** Belgium, dialling France. */
    static Talk dialler(LinkLimits limits) {
        return new Talk(Link.dial(Samples.FR, Samples.FR, Samples.hello(Samples.BE), limits, Samples.NIGHT));
    }

    /** France with Belgium's Hello answered. */
    static Talk openListener(LinkLimits limits) {
        Talk talk = listener(limits).hear(Samples.frame(Samples.hello(Samples.BE)));
        talk.happens(at -> new LinkEvent.WelcomeGiven(Samples.hello(Samples.FR), Set.of(), at));
        talk.actions.clear();
        return talk;
    }

    /** Belgium with so much credit. */
    static Talk openDialler(LinkLimits limits, int credit) {
        Talk talk = dialler(limits).hear(Samples.welcome(credit));
        talk.actions.clear();
        return talk;
    }

    Talk hear(Frame frame) {
        return happens(at -> new LinkEvent.Arrived(frame, at));
    }

    Talk tick() {
        return happens(LinkEvent.Ticked::new);
    }

    Talk stop(Bye.Reason reason) {
        return happens(at -> new LinkEvent.StopAsked(reason, at));
    }

    Talk happens(Function<Instant, LinkEvent> event) {
        take(Link.step(state, event.apply(now)));
        return this;
    }

    Talk after(Duration time) {
        now = now.plus(time);
        return this;
    }

    LinkState state() {
        return state;
    }

    Instant now() {
        return now;
    }

    /** What was to be done since the last call. */
    List<LinkAction> done() {
        List<LinkAction> all = List.copyOf(actions);
        actions.clear();
        return all;
    }

    /** The frames sent since the last call. */
    List<Frame> sent() {
        return done().stream()
                .filter(LinkAction.Send.class::isInstance)
                .map(action -> ((LinkAction.Send) action).frame())
                .toList();
    }

    private void take(Step step) {
        state = step.state();
        actions.addAll(step.actions());
    }
}
