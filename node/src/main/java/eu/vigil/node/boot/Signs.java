package eu.vigil.node.boot;

import java.time.Instant;
import java.util.Optional;

/**
 * How the node is, in one line.
 *
 * @param lastRound when the pager last looked for what is due
 */
record Signs(Optional<Instant> lastRound, int peersConnected, int peers, int messagesWaiting, int incidentsOpen) {
    String status() {
        return "%d of %d peers connected, %d messages waiting, %d incidents open"
                .formatted(peersConnected, peers, messagesWaiting, incidentsOpen);
    }
}
