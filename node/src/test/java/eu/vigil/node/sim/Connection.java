package eu.vigil.node.sim;

import eu.vigil.node.link.DialledLinkEvents;
import eu.vigil.protocol.link.LaneCredits;
import eu.vigil.protocol.link.Link;
import eu.vigil.protocol.link.LinkPeer;
import eu.vigil.protocol.link.LinkState;
import eu.vigil.protocol.wire.Frame;
import eu.vigil.protocol.wire.Hello;
import eu.vigil.protocol.wire.Lane;
import java.time.Duration;

/** One connection: two ends, and what is on its way between them, in order. */
final class Connection {
    private final World world;
    private final Network network;
    private final DialledEnd dialled;
    private final ListeningEnd listening;
    private boolean broken;

    Connection(World world, Network network, Machine from, Machine to, DialledLinkEvents events) {
        this.world = world;
        this.network = network;
        this.dialled = new DialledEnd(world, this, from, to, events);
        this.listening = new ListeningEnd(world, this, to, from);
    }

    void open(Hello hello) {
        LinkPeer caller = new LinkPeer(dialled.machine().id(), Continent.NETWORK);
        LinkPeer called = new LinkPeer(listening.machine().id(), Continent.NETWORK);
        listening.begin(
                Link.listen(caller, network.limits(), listening.machine().now()));
        dialled.begin(Link.dial(
                called, called, hello, network.limits(), dialled.machine().now()));
    }

    boolean joins(Machine one, Machine other) {
        return joins(one) && joins(other);
    }

    boolean joins(Machine machine) {
        return dialled.machine().equals(machine) || listening.machine().equals(machine);
    }

    private End other(End end) {
        return end.equals(dialled) ? listening : dialled;
    }

    /** A frame leaves an end. */
    void send(End from, Frame frame) {
        if (!broken && network.areParted(dialled.machine(), listening.machine())) {
            world.note("%s to %s: from now on nothing arrives".formatted(dialled.machine(), listening.machine()));
            broken = true;
        }
        if (broken) {
            return;
        }
        End to = other(from);
        from.leaving().add(frame);
        world.turns().at(from.arrival(world.faults().delay()), Life.OF_THE_WORLD, () -> arrive(from, to, frame));
    }

    private void arrive(End from, End to, Frame frame) {
        if (broken) {
            return;
        }
        from.leaving().remove();
        to.arrived(frame);
        checkCredit();
    }

    /** An end hangs up: the other hears it after what is on its way. */
    void hangUp(End end) {
        network.forget(this);
        if (!broken) {
            End to = other(end);
            world.turns().at(end.arrival(world.faults().delay()), Life.OF_THE_WORLD, () -> {
                if (!broken) {
                    broken = true;
                    to.lost("the connection was closed");
                }
            });
        }
    }

    /** The connection is lost, with what is on its way; each end hears of it, or only its own clock tells it. */
    void lose() {
        world.note("%s to %s: lost".formatted(dialled.machine(), listening.machine()));
        broken = true;
        network.forget(this);
        tell(dialled);
        tell(listening);
    }

    void gone(Machine machine) {
        broken = true;
        network.forget(this);
        tell(dialled.machine().equals(machine) ? listening : dialled);
    }

    private void tell(End end) {
        if (!world.faults().halfOpen()) {
            world.turns().in(world.faults().delay(), Life.OF_THE_WORLD, () -> end.lost("connection reset"));
        }
    }

    /** No credit is made or lost on the way. */
    void checkCredit() {
        if (broken
                || !(dialled.state() instanceof LinkState.Sending sending)
                || !(listening.state() instanceof LinkState.Receiving receiving)) {
            return;
        }
        LaneCredits.LANES.forEach(lane -> checkCredit(lane, sending, receiving));
    }

    private void checkCredit(Lane lane, LinkState.Sending sending, LinkState.Receiving receiving) {
        long delivering = dialled.leaving().stream()
                .filter(frame -> frame.hasDeliver() && frame.getDeliver().getLane() == lane)
                .count();
        long unanswered = receiving.unanswered().byId().values().stream()
                .filter(flight -> flight.lane() == lane)
                .count();
        long returning = listening.leaving().stream()
                .filter(frame -> frame.hasCredit() && frame.getCredit().getLane() == lane)
                .mapToLong(frame -> frame.getCredit().getEnvelopes())
                .sum();
        long all = sending.credit().in(lane)
                + delivering
                + unanswered
                + receiving.owed().in(lane)
                + returning;
        if (sending.credit().in(lane) < 0
                || receiving.credit().in(lane) < 0
                || all != network.limits().unreceiptedMax()) {
            world.violated(
                    Invariant.CREDIT_IS_CONSERVED,
                    "%s to %s: %d of %d credits in %s; %s; %s"
                            .formatted(
                                    dialled.machine(),
                                    listening.machine(),
                                    all,
                                    network.limits().unreceiptedMax(),
                                    lane,
                                    sending,
                                    receiving));
        }
    }

    /** Once all is quiet: whoever wants to send can. */
    void checkQuiet() {
        checkCredit();
        if (!broken
                && dialled.state() instanceof LinkState.Sending sending
                && listening.state() instanceof LinkState.Receiving
                && (LaneCredits.LANES.stream().anyMatch(lane -> sending.credit().in(lane) == 0)
                        || !dialled.credit().equals(sending.credit()))) {
            world.violated(
                    Invariant.CREDIT_IS_CONSERVED,
                    "%s to %s: quiet, and no credit".formatted(dialled.machine(), listening.machine()));
        }
    }

    /** How long a connection outlives a Bye. */
    Duration linger() {
        return network.limits().lingerMax();
    }
}
