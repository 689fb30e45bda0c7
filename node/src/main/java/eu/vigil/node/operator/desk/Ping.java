package eu.vigil.node.operator.desk;

import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a reachability test gave.
 *
 * @param roundTrip from its sealing to the response of the other node; empty if none came in time
 */
public record Ping(ParticipantId peer, NetworkId network, Instant sentAt, Optional<Duration> roundTrip) {}
