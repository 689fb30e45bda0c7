package eu.vigil.node.metrics;

import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the store can count without opening anything.
 *
 * @param waiting for each peer for which anything waits
 * @param oldestAttempted acceptance of the oldest message that has left and has no receipt
 * @param requests how many stand in each state that is no end
 * @param overdue requests from others whose feasibility reply is late
 * @param feasibilityDue when the next feasibility reply of ours is due, or was
 * @param incidents how many are open of each kind
 */
public record Tally(
        List<Waiting> waiting,
        Optional<Instant> oldestAttempted,
        Map<Standing, Integer> requests,
        int overdue,
        Optional<Instant> feasibilityDue,
        Map<IncidentKind, Integer> incidents) {
    /** Copies the collections. */
    public Tally {
        waiting = List.copyOf(waiting);
        requests = Map.copyOf(requests);
        incidents = Map.copyOf(incidents);
    }

    /** Messages that one peer has not receipted. */
    public record Waiting(PeerId peer, int messages, Instant oldestAcceptedAt) {}

    /** Whose request it is and where it stands. */
    public record Standing(Side side, RequestState state) {}

    /** How many messages wait for all peers together. */
    public int messagesWaiting() {
        return waiting.stream().mapToInt(Waiting::messages).sum();
    }

    /** How many incidents are open. */
    public int incidentsOpen() {
        return incidents.values().stream().mapToInt(Integer::intValue).sum();
    }
}
