package eu.vigil.node.link;

import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.link.LinkLimits;
import eu.vigil.protocol.link.LinkPeer;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.Hello;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Makes links to peers. Thread-safe. When to dial, and whether again, is the dispatcher's to decide. */
public final class LinkDialler {
    private final LinkLoops loops;
    private final LinkTls tls;
    private volatile LinkLimits limits;
    private final InstantSource clock;
    private final AddressLookup lookup;
    private final Set<Dial> dials = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /** A dialler that has dialled nobody yet. */
    public LinkDialler(LinkLoops loops, LinkTls tls, LinkLimits limits, InstantSource clock) {
        this.loops = loops;
        this.tls = tls;
        this.limits = limits;
        this.clock = clock;
        this.lookup = new AddressLookup(limits.connectMax());
    }

    /**
     * Tries the endpoints in order, every address of each, until TLS names the peer at one; then says Hello.
     *
     * @param endpoints host names or addresses, unresolved
     * @param hello asked for when TLS is done, on the event loop: must not block
     * @param events told everything, at last {@code closed}, also if no link was made
     */
    public void dial(
            ParticipantId peer,
            NetworkId network,
            List<InetSocketAddress> endpoints,
            Supplier<Hello> hello,
            DialledLinkEvents events) {
        Dial dial = new Dial(
                new LinkPeer(peer, network),
                endpoints,
                hello,
                events,
                loops,
                tls,
                limits,
                clock,
                lookup,
                dials::remove);
        dials.add(dial);
        dial.start();
        if (stopping) {
            dial.stop(Bye.Reason.STOPPING);
        }
    }

    /** Holds for links made from now on. */
    public void limits(LinkLimits changed) {
        limits = changed;
    }

    /** Ends the links to these peers: they are no longer who they were. */
    public void end(Predicate<LinkPeer> peers) {
        dials.stream()
                .filter(dial -> peers.test(dial.peer()))
                .forEach(dial -> dial.stop(Bye.Reason.REASON_UNSPECIFIED));
    }

    /** Dials no more and ends all links made, receipts in flight first; complete when all are closed. */
    public CompletionStage<Void> stop() {
        stopping = true;
        List<Dial> all = List.copyOf(dials);
        all.forEach(dial -> dial.stop(Bye.Reason.STOPPING));
        return CompletableFuture.allOf(all.stream().map(Dial::over).toArray(CompletableFuture<?>[]::new))
                .whenComplete((_, _) -> lookup.close());
    }
}
