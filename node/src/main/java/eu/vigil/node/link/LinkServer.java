package eu.vigil.node.link;

import eu.vigil.protocol.link.Link;
import eu.vigil.protocol.link.LinkEvent;
import eu.vigil.protocol.link.LinkLimits;
import eu.vigil.protocol.link.LinkPeer;
import eu.vigil.protocol.link.Step;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.Lane;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the links that peers dial. Thread-safe. */
public final class LinkServer {
    private static final Logger LOG = LoggerFactory.getLogger(LinkServer.class);

    private final LinkLoops loops;
    private final LinkTls tls;
    private volatile LinkLimits limits;
    private final InstantSource clock;
    private final LinkListener node;
    private final Admission admission;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Set<Channel> doors = ConcurrentHashMap.newKeySet();
    private final PeerLinks links;
    private volatile Set<Lane> held = Set.of();
    private volatile boolean stopping;

    /** A server that listens nowhere yet. */
    public LinkServer(LinkLoops loops, LinkTls tls, LinkLimits limits, InstantSource clock, LinkListener node) {
        this.loops = loops;
        this.tls = tls;
        this.limits = limits;
        this.clock = clock;
        this.node = node;
        this.admission = new Admission(limits);
        this.links = new PeerLinks(limits.linksPerPeerMax());
    }

    /**
     * Listens there too; port 0 takes a free one.
     *
     * @return the address in use, or an {@link IOException} that names the one that could not be had
     */
    public CompletionStage<InetSocketAddress> listen(InetSocketAddress address) {
        CompletableFuture<InetSocketAddress> listening = new CompletableFuture<>();
        ChannelFuture bound = loops.server(limits)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel);
                    }
                })
                .bind(address);
        bound.addListener(done -> {
            if (done.isSuccess()) {
                doors.add(bound.channel());
                listening.complete((InetSocketAddress) bound.channel().localAddress());
            } else {
                listening.completeExceptionally(new IOException(
                        "links cannot be taken at %s: %s".formatted(address, TailHandler.reason(done.cause())),
                        done.cause()));
            }
        });
        return listening;
    }

    /** How many links stand whose peer TLS has named. */
    public int links() {
        return links.size();
    }

    /** From now on no credit goes back to any peer in these lanes, and in the others it does: the journal or the disk is short. */
    public void holdCredit(Set<Lane> lanes) {
        held = Set.copyOf(lanes);
        links.all().forEach(link -> link.happens(at -> new LinkEvent.CreditHeld(held, at)));
    }

    /** Holds for links made from now on. */
    public void limits(LinkLimits changed) {
        limits = changed;
        admission.limits(changed);
        links.mostOfOnePeer(changed.linksPerPeerMax());
    }

    /** Ends the links of these peers, receipts in flight first: they are no longer who they were. */
    public void end(Predicate<LinkPeer> peers) {
        links.of(peers).forEach(link -> link.happens(at -> new LinkEvent.StopAsked(Bye.Reason.REASON_UNSPECIFIED, at)));
    }

    /** Takes no more links and ends those that stand, receipts in flight first; complete when all are closed. */
    public CompletionStage<Void> stop() {
        stopping = true;
        for (Channel door : doors) {
            var _ = door.close();
        }
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        for (Channel connection : connections) {
            if (connection.pipeline().get(PeerHandler.class) != null) {
                var _ = connection.close(); // TLS is not done: there is nobody to say Bye to
            }
        }
        links.all().forEach(link -> link.happens(at -> new LinkEvent.StopAsked(Bye.Reason.STOPPING, at)));
        connections.newCloseFuture().addListener(_ -> stopped.complete(null));
        return stopped;
    }

    private void accept(SocketChannel channel) {
        Optional<Admission.Ticket> ticket = stopping
                ? Optional.empty()
                : admission.admit(channel.remoteAddress().getAddress());
        if (ticket.isEmpty()) {
            LOG.atDebug().addKeyValue("remote", channel.remoteAddress()).log("connection turned away");
            var _ = channel.close();
            return;
        }
        connections.add(channel);
        channel.closeFuture().addListener(_ -> ticket.get().gone());
        LinkLimits now = limits;
        SslHandler security = tls.server(channel.alloc(), now.handshakeMax());
        FrameDecoder decoder = new FrameDecoder(now);
        Sequel sequel = new Sequel(channel, decoder, ticket.get(), now);
        channel.pipeline()
                .addLast("tls", security)
                .addLast(
                        "flush",
                        new FlushConsolidationHandler(
                                FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true))
                .addLast("decoder", decoder)
                .addLast("encoder", new FrameEncoder(now.frameBytesMax()))
                .addLast("peer", new PeerHandler(security, clock, sequel))
                .addLast("tail", new TailHandler());
    }

    private final class Sequel implements PeerHandler.Sequel {
        private final Channel channel;
        private final FrameDecoder decoder;
        private final Admission.Ticket ticket;
        private final LinkLimits limits;

        private Sequel(Channel channel, FrameDecoder decoder, Admission.Ticket ticket, LinkLimits limits) {
            this.channel = channel;
            this.decoder = decoder;
            this.ticket = ticket;
            this.limits = limits;
        }

        @Override
        public Optional<LinkHandler> link(
                EventExecutor loop, LinkPeer peer, Instant connectedAt, LinkSecurity security) {
            ticket.known();
            LinkHandler link = new LinkHandler(
                    loop,
                    new Step(Link.listen(peer, limits, connectedAt), List.of()),
                    new ListenerSide(peer, node, () -> held, this::opened),
                    limits,
                    clock,
                    decoder,
                    security);
            Optional<LinkHandler> tooMany = links.add(peer, link);
            channel.closeFuture().addListener(_ -> links.remove(peer, link));
            tooMany.ifPresent(oldest -> {
                LOG.atWarn().addKeyValue("peer", peer).log("too many links of one peer: its oldest ends");
                oldest.happens(at -> new LinkEvent.StopAsked(Bye.Reason.TOO_MANY_LINKS, at));
            });
            return Optional.of(link);
        }

        private void opened(LinkHandler link) {
            Set<Lane> now = held;
            link.happens(at -> new LinkEvent.CreditHeld(now, at)); // it may have changed since the Welcome was made
            if (stopping) {
                link.happens(at -> new LinkEvent.StopAsked(Bye.Reason.STOPPING, at));
            }
        }

        @Override
        public void failed(String why) {
            LOG.atInfo()
                    .addKeyValue("remote", channel.remoteAddress())
                    .addKeyValue("reason", why)
                    .log("connection refused");
        }
    }
}
