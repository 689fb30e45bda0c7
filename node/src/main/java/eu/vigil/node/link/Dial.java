package eu.vigil.node.link;

import eu.vigil.pki.certificate.Names;
import eu.vigil.protocol.link.Link;
import eu.vigil.protocol.link.LinkEvent;
import eu.vigil.protocol.link.LinkLimits;
import eu.vigil.protocol.link.LinkPeer;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.Hello;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One dial, from the first name looked up to the end of the link. All of it happens on one event loop. */
final class Dial {
    private final LinkPeer peer;
    private final Supplier<Hello> hello;
    private final DialledLinkEvents events;
    private final LinkLoops loops;
    private final LinkTls tls;
    private final LinkLimits limits;
    private final InstantSource clock;
    private final AddressLookup lookup;
    private final Consumer<Dial> onOver;

    private final EventLoop loop;
    private final Deque<InetSocketAddress> untried;
    private final List<String> failures = new ArrayList<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private @Nullable Channel attempt;
    private @Nullable LinkHandler link;
    private boolean stopping;

    Dial(
            LinkPeer peer,
            List<InetSocketAddress> endpoints,
            Supplier<Hello> hello,
            DialledLinkEvents events,
            LinkLoops loops,
            LinkTls tls,
            LinkLimits limits,
            InstantSource clock,
            AddressLookup lookup,
            Consumer<Dial> onOver) {
        this.peer = peer;
        this.untried = new ArrayDeque<>(endpoints);
        this.hello = hello;
        this.events = events;
        this.loops = loops;
        this.tls = tls;
        this.limits = limits;
        this.clock = clock;
        this.lookup = lookup;
        this.onOver = onOver;
        this.loop = loops.next();
    }

    void start() {
        loop.execute(this::tryNext);
    }

    LinkPeer peer() {
        return peer;
    }

    void stop(Bye.Reason why) {
        loop.execute(() -> {
            stopping = true;
            if (link != null) {
                link.happens(at -> new LinkEvent.StopAsked(why, at));
            } else if (attempt != null) {
                var _ = attempt.close();
            }
        });
    }

    /** Complete when nothing of it is left. */
    CompletableFuture<Void> over() {
        return over;
    }

    private void tryNext() {
        assert loop.inEventLoop();
        attempt = null;
        InetSocketAddress endpoint = untried.poll();
        if (stopping || endpoint == null) {
            fail();
        } else if (endpoint.isUnresolved()) {
            lookup.find(endpoint.getHostString())
                    .whenCompleteAsync((found, failure) -> found(endpoint, found, failure), loop);
        } else {
            connect(endpoint);
        }
    }

    private void fail() {
        onOver.accept(this);
        over.complete(null);
        events.closed(
                stopping
                        ? new LinkClosed(Bye.Reason.STOPPING, "this node is stopping")
                        : new LinkClosed(
                                Bye.Reason.REASON_UNSPECIFIED,
                                failures.isEmpty()
                                        ? "no endpoint of %s is known".formatted(peer)
                                        : "no endpoint of %s was reached: %s"
                                                .formatted(peer, String.join("; ", failures))));
    }

    private void found(InetSocketAddress endpoint, @Nullable List<InetAddress> found, @Nullable Throwable failure) {
        if (found == null) {
            failures.add("%s: the name was not %s"
                    .formatted(
                            endpoint.getHostString(),
                            failure instanceof TimeoutException ? "looked up within " + limits.connectMax() : "found"));
        } else {
            for (InetAddress address : found.reversed()) {
                untried.addFirst(new InetSocketAddress(address, endpoint.getPort()));
            }
        }
        tryNext();
    }

    private void connect(InetSocketAddress address) {
        Attempt here = new Attempt(address);
        ChannelFuture connecting = loops.client(loop, limits)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        here.prepare(channel);
                    }
                })
                .connect(address);
        attempt = connecting.channel();
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                connecting.channel().closeFuture().addListener(_ -> here.closed(connecting.channel()));
            } else {
                here.failed(
                        done.cause() instanceof ConnectTimeoutException
                                ? "no answer"
                                : TailHandler.reason(done.cause()));
            }
        });
    }

    /** One address. */
    private final class Attempt implements PeerHandler.Sequel {
        private final InetSocketAddress address;
        private Optional<FrameDecoder> decoder = Optional.empty();
        private boolean failed;

        private Attempt(InetSocketAddress address) {
            this.address = address;
        }

        private void prepare(SocketChannel channel) {
            FrameDecoder frames = new FrameDecoder(limits);
            decoder = Optional.of(frames);
            SslHandler security = tls.client(
                    channel.alloc(),
                    Names.of(peer.participant(), peer.network()),
                    address.getPort(),
                    limits.handshakeMax());
            channel.pipeline()
                    .addLast("tls", security)
                    .addLast(
                            "flush",
                            new FlushConsolidationHandler(
                                    FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true))
                    .addLast("decoder", frames)
                    .addLast("encoder", new FrameEncoder(limits.frameBytesMax()))
                    .addLast("peer", new PeerHandler(security, clock, this))
                    .addLast("tail", new TailHandler());
        }

        @Override
        public Optional<LinkHandler> link(
                EventExecutor loop, LinkPeer certified, Instant connectedAt, LinkSecurity security) {
            if (!certified.equals(peer)) {
                failed("the certificate there names " + certified);
                return Optional.empty();
            }
            LinkHandler made = new LinkHandler(
                    loop,
                    Link.dial(peer, certified, hello.get(), limits, connectedAt),
                    new DiallerSide(peer, NetUtil.toSocketAddressString(address), events, this::ended),
                    limits,
                    clock,
                    decoder.orElseThrow(),
                    security);
            link = made;
            return Optional.of(made);
        }

        private void closed(Channel channel) {
            if (channel.equals(attempt) && link == null) {
                String why = channel.attr(TailHandler.WHY).get();
                failed(why == null ? "the connection was closed" : why);
            }
        }

        private void ended() {
            onOver.accept(Dial.this);
            if (attempt != null) {
                attempt.closeFuture().addListener(_ -> over.complete(null));
            }
        }

        @Override
        public void failed(String why) {
            if (!failed) { // TLS, the connection and its end may all tell
                failed = true;
                failures.add("%s: %s".formatted(NetUtil.toSocketAddressString(address), why));
                tryNext();
            }
        }
    }
}
