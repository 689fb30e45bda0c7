package eu.vigil.node.sim;

import eu.vigil.protocol.link.Link;
import eu.vigil.protocol.link.LinkAction;
import eu.vigil.protocol.link.LinkEnd;
import eu.vigil.protocol.link.LinkEvent;
import eu.vigil.protocol.link.LinkState;
import eu.vigil.protocol.link.Step;
import eu.vigil.protocol.wire.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One end of a connection: carries out what the link decides, as {@code node.link} does over Netty. */
abstract class End {
    private final World world;
    private final Connection connection;
    private final Machine machine;
    private final Life life;
    private final Deque<LinkEvent> waiting = new ArrayDeque<>();
    private final Deque<Frame> leaving = new ArrayDeque<>();
    private @Nullable LinkState state;
    private @Nullable Instant wakeAt;
    private long newestArrival;
    private boolean stepping;

    End(World world, Connection connection, Machine machine) {
        this.world = world;
        this.connection = connection;
        this.machine = machine;
        this.life = machine.life();
    }

    Machine machine() {
        return machine;
    }

    World world() {
        return world;
    }

    @Nullable
    LinkState state() {
        return state;
    }

    /** Frames that have left and not arrived, the oldest first. */
    Deque<Frame> leaving() {
        return leaving;
    }

    /** When what leaves now arrives: after all that left before. */
    long arrival(Duration delay) {
        newestArrival = Math.max(newestArrival, world.turns().elapsed() + delay.toNanos());
        return newestArrival;
    }

    void begin(LinkState first) {
        state = first;
        setAlarm();
    }

    void begin(Step first) {
        carryOut(first);
    }

    /** Something happened on this side. */
    void happens(Function<Instant, LinkEvent> event) {
        world.turns().in(Duration.ZERO, life, () -> take(event.apply(machine.now())));
    }

    void arrived(Frame frame) {
        take(new LinkEvent.Arrived(frame, machine.now()));
    }

    void lost(String why) {
        take(new LinkEvent.Lost(why, machine.now()));
    }

    private void take(LinkEvent event) {
        if (life.isOver() || state == null) {
            return;
        }
        waiting.add(event);
        if (stepping) {
            return;
        }
        while (!waiting.isEmpty()) {
            carryOut(Link.step(state, waiting.remove()));
        }
    }

    private void carryOut(Step step) {
        stepping = true;
        try {
            state = step.state();
            for (LinkAction action : step.actions()) {
                switch (action) {
                    case LinkAction.Send(Frame frame) -> {
                        leaves(frame);
                        connection.send(this, frame);
                    }
                    case LinkAction.Open open -> opened(open);
                    case LinkAction.Read _ -> {} // nothing here is so slow that it must be read later
                    case LinkAction.ForListener told -> told(told);
                    case LinkAction.ForDialler told -> told(told);
                    case LinkAction.End(LinkEnd end) -> end(end);
                }
            }
        } finally {
            stepping = false;
        }
        connection.checkCredit();
        setAlarm();
    }

    private void end(LinkEnd end) {
        switch (end.by()) {
            case US -> world.turns().in(connection.linger(), life, () -> connection.hangUp(this));
            case PEER, CONNECTION -> connection.hangUp(this);
        }
        ended(end);
    }

    private void setAlarm() {
        Optional<Instant> wanted = Optional.ofNullable(state).flatMap(Link::wakeAt);
        if (wanted.isPresent() && (wakeAt == null || wanted.get().isBefore(wakeAt))) {
            Instant at = wanted.get();
            wakeAt = at;
            world.turns().in(Duration.between(machine.now(), at), life, () -> {
                if (at.equals(wakeAt)) {
                    wakeAt = null;
                    take(new LinkEvent.Ticked(machine.now()));
                }
            });
        }
    }

    abstract void leaves(Frame frame);

    abstract void opened(LinkAction.Open open);

    abstract void told(LinkAction.ForListener action);

    abstract void told(LinkAction.ForDialler action);

    abstract void ended(LinkEnd end);
}
