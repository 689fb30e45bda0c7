package eu.vigil.node.peers;

import java.time.Instant;
import java.util.List;

/** Port: the other contact points, as they stand now. */
@FunctionalInterface
public interface Peers {
    /** All of them, network by network, each network in order of the participants' ids. May wait for the store. */
    Listing all();

    /**
     * All of them.
     *
     * @param now the node's time
     */
    record Listing(Instant now, List<PeerView> peers) {
        /** Copies the list. */
        public Listing {
            peers = List.copyOf(peers);
        }
    }
}
