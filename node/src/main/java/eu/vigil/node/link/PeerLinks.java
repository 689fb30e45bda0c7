package eu.vigil.node.link;

import eu.vigil.protocol.link.LinkPeer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The links that stand, by the peer that TLS has named, and how many of them one peer may have.
 *
 * <p>The newest wins: a peer that lost its network dials again, and must not find the door barred by its own dead links. Thread-safe.
 */
final class PeerLinks {
    private volatile int mostOfOnePeer;
    private final Map<LinkPeer, Deque<LinkHandler>> byPeer = new HashMap<>();
    private int links;

    PeerLinks(int mostOfOnePeer) {
        this.mostOfOnePeer = mostOfOnePeer;
    }

    /** Holds for links that come from now on. */
    void mostOfOnePeer(int changed) {
        mostOfOnePeer = changed;
    }

    /** One more; returns the peer's oldest, no longer counted, if it is one too many. */
    synchronized Optional<LinkHandler> add(LinkPeer peer, LinkHandler link) {
        Deque<LinkHandler> all = byPeer.computeIfAbsent(peer, _ -> new ArrayDeque<>());
        all.addLast(link);
        links++;
        if (all.size() <= mostOfOnePeer) {
            return Optional.empty();
        }
        links--;
        return Optional.of(all.removeFirst());
    }

    /** It is gone. */
    synchronized void remove(LinkPeer peer, LinkHandler link) {
        Deque<LinkHandler> all = byPeer.get(peer);
        if (all != null && all.remove(link)) {
            links--;
            if (all.isEmpty()) {
                byPeer.remove(peer);
            }
        }
    }

    synchronized int size() {
        return links;
    }

    List<LinkHandler> all() {
        return of(_ -> true);
    }

    synchronized List<LinkHandler> of(Predicate<LinkPeer> peers) {
        return byPeer.entrySet().stream()
                .filter(entry -> peers.test(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }
}
