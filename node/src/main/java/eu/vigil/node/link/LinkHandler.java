package eu.vigil.node.link;

import eu.vigil.protocol.link.Link;
import eu.vigil.protocol.link.LinkAction;
import eu.vigil.protocol.link.LinkEnd;
import eu.vigil.protocol.link.LinkEvent;
import eu.vigil.protocol.link.LinkLimits;
import eu.vigil.protocol.link.LinkState;
import eu.vigil.protocol.link.Step;
import eu.vigil.protocol.wire.Frame;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Carries out what the link decides, on its own event loop. */
final class LinkHandler extends SimpleChannelInboundHandler<Inbound> {
    private final EventExecutor loop;
    private final Step first;
    private final LinkSide side;
    private final LinkLimits limits;
    private final InstantSource clock;
    private final FrameDecoder decoder;
    private final LinkSecurity security;
    private final Deque<LinkEvent> waiting = new ArrayDeque<>();
    private final UnsentEnvelopes unsent = new UnsentEnvelopes();

    private LinkState state;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Instant wakeAt;
    private @Nullable Future<?> alarm;
    private boolean stepping;
    private boolean reading = true;

    /** A link that is about to be put into the pipeline of a channel, by {@code loop}, which is that channel's. */
    LinkHandler(
            EventExecutor loop,
            Step first,
            LinkSide side,
            LinkLimits limits,
            InstantSource clock,
            FrameDecoder decoder,
            LinkSecurity security) {
        this.loop = loop;
        this.first = first;
        this.state = first.state();
        this.side = side;
        this.limits = limits;
        this.clock = clock;
        this.decoder = decoder;
        this.security = security;
    }

    LinkSecurity security() {
        return security;
    }

    /** Something happened on this side; any thread, also one that hears of the link before it is in its pipeline. */
    void happens(Function<Instant, LinkEvent> event) {
        if (loop.inEventLoop()) {
            take(event.apply(clock.instant()));
            return;
        }
        loop.execute(() -> take(event.apply(clock.instant())));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        carryOut(first);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext reading, Inbound inbound) {
        Instant now = clock.instant();
        take(
                switch (inbound) {
                    case Inbound.Whole(Frame frame) -> new LinkEvent.Arrived(frame, now);
                    case Inbound.Broken(String why) -> new LinkEvent.Unreadable(why, now);
                });
    }

    /** Who does not read our answers is not read either, and is sent no more envelopes. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        readOrNot(changed);
        carryOn();
        changed.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) {
        String why = gone.channel().attr(TailHandler.WHY).get();
        take(new LinkEvent.Lost(why == null ? "the connection was closed" : why, clock.instant()));
        cancelAlarm();
        gone.fireChannelInactive();
    }

    // What the node answers while it is told something waits its turn: actions keep their order.
    private void take(LinkEvent event) {
        assert loop.inEventLoop();
        if (event instanceof LinkEvent.DeliverAsked envelope) {
            unsent.add(envelope);
        } else {
            waiting.add(event);
        }
        carryOn();
    }

    private void carryOn() {
        if (stepping) {
            return;
        }
        for (LinkEvent next = next(); next != null; next = next()) {
            carryOut(Link.step(state, next));
        }
    }

    // What was written can no longer be overtaken: so on a slow line envelopes wait here, and not in the channel.
    private @Nullable LinkEvent next() {
        if (waiting.isEmpty() && context().channel().isWritable()) {
            return unsent.poll();
        }
        return waiting.poll();
    }

    private void carryOut(Step step) {
        stepping = true;
        try {
            state = step.state();
            boolean wrote = false;
            for (LinkAction action : step.actions()) {
                switch (action) {
                    case LinkAction.Send(Frame frame) -> {
                        context().write(frame).addListener(written -> {
                            if (!written.isSuccess()) {
                                context().fireExceptionCaught(written.cause());
                            }
                        });
                        wrote = true;
                    }
                    case LinkAction.Open open -> {
                        decoder.trust();
                        tell(() -> side.opened(this, open));
                    }
                    case LinkAction.Read(boolean more) -> {
                        reading = more;
                        readOrNot(context());
                    }
                    case LinkAction.ForListener told -> tell(() -> side.forListener(this, told));
                    case LinkAction.ForDialler told -> tell(() -> side.forDialler(this, told));
                    case LinkAction.End(LinkEnd end) -> end(end);
                }
            }
            if (wrote) {
                context().flush();
            }
        } finally {
            stepping = false;
        }
        setAlarm();
    }

    // A defect of the node costs it this link, and the link's own order nothing.
    private void tell(Runnable node) {
        try {
            node.run();
        } catch (RuntimeException e) {
            context().fireExceptionCaught(e);
        }
    }

    private void end(LinkEnd end) {
        switch (end.by()) {
            // A connection closed at once, with bytes of the peer unread, would be reset and our Bye lost with it.
            case US -> {
                var _ = context()
                        .executor()
                        .schedule(this::hangUp, limits.lingerMax().toNanos(), TimeUnit.NANOSECONDS);
            }
            case PEER, CONNECTION -> hangUp();
        }
        tell(() -> side.ended(this, end));
    }

    private void readOrNot(ChannelHandlerContext here) {
        here.channel().config().setAutoRead(reading && here.channel().isWritable());
    }

    private void hangUp() {
        var _ = context().close();
    }

    private void setAlarm() {
        Optional<Instant> wanted = Link.wakeAt(state);
        if (wanted.isEmpty()) {
            cancelAlarm();
        } else if (alarm == null || wanted.get().isBefore(wakeAt)) {
            cancelAlarm();
            wakeAt = wanted.get();
            long wait = Math.max(0, Duration.between(clock.instant(), wakeAt).toNanos());
            alarm = context().executor().schedule(this::wake, wait, TimeUnit.NANOSECONDS);
        }
        // Otherwise the alarm set comes too early, does no harm, and sets the next.
    }

    private void wake() {
        alarm = null;
        take(new LinkEvent.Ticked(clock.instant()));
    }

    private void cancelAlarm() {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("the link is used before it is in its pipeline");
        }
        return context;
    }
}
