package eu.vigil.node.operator.desk;

import eu.vigil.protocol.id.NetworkId;
import java.util.Optional;

/**
 * Which entries of a pair log.
 *
 * @param network may be left out where the peer shares only one with this node
 * @param from index of the first entry, from 0
 * @param limit at most so many, 1 to {@link CaseFilter#LIMIT_MAX}
 */
public record LogFilter(Optional<NetworkId> network, long from, int limit) {}
