package eu.vigil.node.link;

import eu.vigil.pki.certificate.Names;
import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.protocol.link.LinkPeer;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.EventExecutor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Waits for TLS, reads the participant's name from the certificate, and makes way for the link. */
final class PeerHandler extends ChannelInboundHandlerAdapter {
    /** What follows the hand-shake. */
    interface Sequel {
        /** The link with this peer, whose connection was there at {@code connectedAt}; empty if it is not wanted. */
        Optional<LinkHandler> link(EventExecutor loop, LinkPeer peer, Instant connectedAt, LinkSecurity security);

        /** There is no link: TLS failed, for this reason. */
        void failed(String why);
    }

    private final SslHandler tls;
    private final InstantSource clock;
    private final Sequel sequel;
    private Instant connectedAt = Instant.MAX;
    private boolean settled;

    PeerHandler(SslHandler tls, InstantSource clock, Sequel sequel) {
        this.tls = tls;
        this.clock = clock;
        this.sequel = sequel;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        connectedAt = clock.instant();
        context.fireChannelActive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent done && !settled) {
            assert context.executor().inEventLoop();
            settled = true;
            settle(context, done);
        }
        context.fireUserEventTriggered(event);
    }

    private void settle(ChannelHandlerContext context, SslHandshakeCompletionEvent done) {
        if (!done.isSuccess()) {
            String why = TailHandler.reason(done.cause());
            context.channel().attr(TailHandler.WHY).setIfAbsent(why);
            sequel.failed("TLS: " + why);
            return;
        }
        Optional<Named> named = named();
        if (named.isEmpty()) {
            sequel.failed("TLS: the certificate does not name exactly one participant");
            var _ = context.close();
            return;
        }
        LinkPeer peer = new LinkPeer(named.get().participant(), named.get().network());
        Optional<LinkHandler> link = sequel.link(context.executor(), peer, connectedAt, LinkSecurity.of(tls.engine()));
        if (link.isPresent()) {
            context.pipeline().replace(this, "link", link.get());
        } else {
            var _ = context.close();
        }
    }

    private Optional<Named> named() {
        try {
            return tls.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? Names.in(certificate)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException _) {
            return Optional.empty();
        }
    }
}
