package eu.vigil.node.boot;

import eu.vigil.config.value.HostPort;
import eu.vigil.node.directory.Directories;
import eu.vigil.node.dispatch.Dispatch;
import eu.vigil.node.link.LinkDialler;
import eu.vigil.node.link.LinkListener;
import eu.vigil.node.link.LinkLoops;
import eu.vigil.node.link.LinkServer;
import eu.vigil.node.link.LinkTls;
import eu.vigil.pki.certificate.LinkIdentity;
import eu.vigil.pki.certificate.LinkTrust;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.directory.Entry;
import eu.vigil.pki.key.NodeKeys;
import eu.vigil.protocol.link.LinkLimits;
import eu.vigil.protocol.link.LinkPeer;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/** The links: what they show, whom they trust, who dials and who listens. */
final class Network {
    private static final Duration END_MAX = Duration.ofSeconds(5);

    private final LinkLoops loops;
    private final LinkLimits limits;
    private final InstantSource clock;
    private final LinkIdentity identity;
    private final LinkTls tls;
    private final LinkDialler dialler;

    Network(LinkLoops loops, Given given, InstantSource clock, Closings closings) {
        this.loops = loops;
        this.limits = ConfiguredLimits.links(given.config().limits());
        this.clock = clock;
        this.identity = new LinkIdentity(given.keys().tls());
        this.tls = closings.add("tls", new LinkTls(identity, new LinkTrust(given.directories()::anchors, clock)));
        this.dialler = new LinkDialler(loops, tls, limits, clock);
    }

    LinkDialler dialler() {
        return dialler;
    }

    LinkServer server(LinkListener listener) {
        return new LinkServer(loops, tls, limits, clock, listener);
    }

    /** Shows the TLS certificate of these keys from now on. */
    void renew(NodeKeys keys) {
        identity.renew(keys.tls());
    }

    /** For the operator: which implementation protects and carries links. */
    String description() {
        return "%s over %s".formatted(tls.description(), loops.description());
    }

    static InetSocketAddress listen(LinkServer server, HostPort at) throws CannotRun {
        InetSocketAddress address = new InetSocketAddress(at.host(), at.port());
        if (address.isUnresolved()) {
            throw new CannotRun("link.listen: '%s' is no address of this machine".formatted(at.host()));
        }
        try {
            return server.listen(address).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new CannotRun("link.listen: %s".formatted(e.getCause().getMessage()));
        }
    }

    /** Ends every link, receipts in flight first, and waits until that is done or has taken too long. */
    void end(Dispatch<?> dispatch, LinkServer server) {
        dispatch.stop();
        CompletableFuture<Void> served = server.stop().toCompletableFuture();
        Closings.await(CompletableFuture.allOf(served, dialler.stop().toCompletableFuture()), END_MAX);
    }

    /** Peers that are gone from their directory, or whose certificates count from other anchors than before. */
    static Predicate<LinkPeer> changed(Directories before, Directories after) {
        return peer -> !anchors(before, peer).equals(anchors(after, peer));
    }

    private static Optional<Set<X509Certificate>> anchors(Directories directories, LinkPeer peer) {
        Optional<DirectoryView> view = directories.of(peer.network());
        return view.flatMap(directory -> directory.entry(peer.participant())).map(Entry::anchors);
    }
}
