package eu.vigil.node.peers;

import eu.vigil.node.dispatch.PeerStanding;
import eu.vigil.node.drill.Reach;
import eu.vigil.pki.directory.Entry;
import eu.vigil.protocol.id.NetworkId;
import java.time.Instant;
import java.util.Optional;

/**
 * One participant of one network.
 *
 * @param entry what the directory says of it
 * @param standing the link that we dial
 * @param call the links that it dials; empty if it never did
 * @param reach how its node answers our tests; empty before the first was planned
 * @param waiting messages that wait for its receipt
 * @param oldestWaiting when the first of them was accepted
 */
public record PeerView(
        NetworkId network,
        Entry entry,
        PeerStanding standing,
        Optional<PeerCall> call,
        Optional<Reach> reach,
        int waiting,
        Optional<Instant> oldestWaiting) {}
