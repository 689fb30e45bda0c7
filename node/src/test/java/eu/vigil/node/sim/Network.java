package eu.vigil.node.sim;

import eu.vigil.node.link.DialledLinkEvents;
import eu.vigil.node.link.LinkClosed;
import eu.vigil.protocol.link.LinkLimits;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.Hello;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What lies between the machines: it delays, loses connections, parts machines from each other and lets ends believe in dead links. */
final class Network {
    private final World world;
    private final Chance chance;
    private final LinkLimits limits;
    private final List<Connection> connections = new ArrayList<>();
    private final Map<Set<Machine>, Long> partedUntil = new HashMap<>();
    private long lost;

    Network(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        this.limits = limits(chance.of(List.of(1, 2, 5, 64)));
    }

    /** Sooner weary of silence than usual, so that less time has to pass. */
    private static LinkLimits limits(int unreceipted) {
        LinkLimits usual = LinkLimits.DEFAULT;
        return new LinkLimits(
                usual.frameBytesMaxBeforeHello(),
                usual.frameBytesMax(),
                unreceipted,
                usual.unansweredBytesMax(),
                usual.creditMax(),
                usual.consistencyRequestsMax(),
                usual.handshakeMax(),
                usual.frameMax(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                usual.finishMax(),
                usual.lingerMax(),
                usual.connectMax(),
                usual.linksMax(),
                usual.linksPerPeerMax(),
                usual.unauthenticatedPerAddressMax(),
                usual.unsentBytesMax());
    }

    LinkLimits limits() {
        return limits;
    }

    /** One machine dials another. */
    void dial(Machine from, Machine to, Hello hello, DialledLinkEvents events) {
        if (areParted(from, to)) {
            fail(from, events, limits.connectMax(), "no answer");
            return;
        }
        world.turns().in(world.faults().delay(), from.life(), () -> {
            if (!to.isUp()) {
                fail(from, events, Duration.ZERO, "refused");
                return;
            }
            Connection connection = new Connection(world, this, from, to, events);
            connections.add(connection);
            connection.open(hello);
        });
    }

    private void fail(Machine from, DialledLinkEvents events, Duration after, String why) {
        world.turns().in(after, from.life(), () -> events.closed(new LinkClosed(Bye.Reason.REASON_UNSPECIFIED, why)));
    }

    boolean areParted(Machine one, Machine other) {
        return partedUntil.getOrDefault(Set.of(one, other), 0L) > world.turns().elapsed();
    }

    void forget(Connection connection) {
        connections.remove(connection);
    }

    /** Once a second: what goes wrong between two machines. */
    void strike(Machine one, Machine other) {
        if (world.faults().loses()) {
            List<Connection> between =
                    connections.stream().filter(link -> link.joins(one, other)).toList();
            if (!between.isEmpty()) {
                lost++;
                chance.of(between).lose();
            }
        }
        if (world.faults().parts()) {
            Duration time = world.faults().parted();
            world.note("%s and %s are parted for %s".formatted(one, other, time));
            partedUntil.put(Set.of(one, other), world.turns().elapsed() + time.toNanos());
        }
    }

    /** Every way is open again. */
    void heal() {
        partedUntil.clear();
    }

    /** A machine's process has ended, and its ends of connections with it. */
    void gone(Machine machine) {
        List.copyOf(connections).stream().filter(link -> link.joins(machine)).forEach(link -> link.gone(machine));
    }

    /** Once all is quiet. */
    void checkQuiet() {
        connections.forEach(Connection::checkQuiet);
    }

    long lost() {
        return lost;
    }
}
