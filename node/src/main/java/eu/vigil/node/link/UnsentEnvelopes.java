package eu.vigil.node.link;

import eu.vigil.protocol.link.LinkEvent;
import eu.vigil.protocol.wire.Lane;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Envelopes that wait until the line takes more. The most urgent leaves first, in each lane the first that came. */
final class UnsentEnvelopes {
    private final Map<Lane, Deque<LinkEvent.DeliverAsked>> lanes = new EnumMap<>(Lane.class);

    void add(LinkEvent.DeliverAsked envelope) {
        lanes.computeIfAbsent(envelope.deliver().getLane(), _ -> new ArrayDeque<>())
                .add(envelope);
    }

    /** The next to leave, taken out; null if none waits. */
    LinkEvent.@Nullable DeliverAsked poll() {
        // The contract counts lanes from the most urgent on, and the map goes by it.
        for (Deque<LinkEvent.DeliverAsked> lane : lanes.values()) {
            if (!lane.isEmpty()) {
                return lane.remove();
            }
        }
        return null;
    }
}
