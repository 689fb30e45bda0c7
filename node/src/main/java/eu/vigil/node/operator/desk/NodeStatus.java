package eu.vigil.node.operator.desk;

import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the node is, without any case's content.
 *
 * @param participant whose node it is
 * @param version the release it runs
 * @param networks that it takes part in
 * @param counts how much there is to do
 */
public record NodeStatus(
        ParticipantId participant,
        String version,
        Instant startedAt,
        Instant now,
        List<NetworkView> networks,
        Counts counts) {
    /** Copies the list. */
    public NodeStatus {
        networks = List.copyOf(networks);
    }

    /** One network and the peers in it. */
    public record NetworkView(NetworkId network, long directoryVersion, List<PeerView> peers) {
        /** Copies the list. */
        public NetworkView {
            peers = List.copyOf(peers);
        }
    }

    /**
     * The links with one peer.
     *
     * @param dialled the link over which this node delivers
     * @param listening true while the peer holds a link over which it delivers
     * @param queued messages that wait for a receipt
     * @param oldestQueuedAt when the oldest of them was accepted
     * @param trouble what hinders the link, for the operator; empty if nothing does
     */
    public record PeerView(
            ParticipantId peer,
            LinkView dialled,
            boolean listening,
            int queued,
            Optional<Instant> oldestQueuedAt,
            Optional<Instant> lastReceiptAt,
            String trouble) {}

    /** How the dialled link is. */
    public enum LinkView {
        /** Nothing to deliver, not dialled. */
        IDLE,
        /** Being dialled. */
        DIALLING,
        /** Open. */
        OPEN,
        /** Closed; will be dialled again. */
        WAITING
    }

    /**
     * How much there is to do.
     *
     * @param drafts not yet released
     * @param unreceipted sent or queued without a receipt
     * @param unacknowledged arrived and seen by no human yet
     * @param awaitingFeasibility whose eight-hour or longer clock runs here
     * @param overdue of these, past their time
     * @param openIncidents that still page
     */
    public record Counts(
            int drafts, int unreceipted, int unacknowledged, int awaitingFeasibility, int overdue, int openIncidents) {}
}
