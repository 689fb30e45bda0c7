package eu.vigil.protocol.policy;

import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.wire.LegalBasis;
import java.util.Optional;
import java.util.Set;

/**
 * One row of the table, one way.
 *
 * @param network empty: any
 * @param bases those the row allows
 * @param kinds names of messages that may be said
 * @param copies names of messages of which a copy may be sent
 */
record Rule(
        Party from,
        Party to,
        Optional<NetworkId> network,
        Set<LegalBasis> bases,
        Set<String> kinds,
        Set<String> copies,
        boolean transferGroundNeeded) {

    boolean joins(Speech speech) {
        return from.is(speech.from(), speech.fromKind(), speech.to())
                && to.is(speech.to(), speech.toKind(), speech.from());
    }

    boolean holdsIn(Optional<NetworkId> asked) {
        return network.isEmpty() || asked.isEmpty() || network.equals(asked);
    }

    boolean says(Speech speech) {
        return (speech.copy() ? copies : kinds).contains(speech.kind());
    }
}
