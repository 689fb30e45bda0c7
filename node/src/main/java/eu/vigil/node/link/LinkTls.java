package eu.vigil.node.link;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.internal.tcnative.SSL;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS as every link has it: version 1.3 only, both sides with a certificate, X25519MLKEM768 before X25519, neither tickets
 * nor early data. There is nothing to choose.
 *
 * <p>BoringSSL does it where its library loads; otherwise the JDK does, which has no hybrid group: {@link #description} says
 * so. Keys are asked for at each hand-shake, so that a renewed certificate needs no restart.
 */
public final class LinkTls implements AutoCloseable {
    private static final String VERSION = "TLSv1.3";
    private static final String HYBRID = "X25519MLKEM768";
    private static final String CLASSICAL = "X25519";

    private final X509ExtendedKeyManager identity;
    private final X509ExtendedTrustManager trust;
    private final boolean isNative;
    private final String description;
    private final SslContext server;
    private final SslContext client;

    /** Shows {@code identity} to every peer and believes those that {@code trust} does. */
    public LinkTls(X509ExtendedKeyManager identity, X509ExtendedTrustManager trust) {
        this(identity, trust, OpenSsl.isAvailable() && SslProvider.isTlsv13Supported(SslProvider.OPENSSL_REFCNT));
    }

    LinkTls(X509ExtendedKeyManager identity, X509ExtendedTrustManager trust, boolean isNative) {
        this.identity = identity;
        this.trust = isNative ? new RefusalAlert(trust) : trust;
        this.isNative = isNative;
        this.description = isNative
                ? "TLS 1.3 by %s, %s before %s".formatted(OpenSsl.versionString(), HYBRID, CLASSICAL)
                : "TLS 1.3 by the JDK, %s only: no hybrid key agreement, because the native library did not load: %s"
                        .formatted(CLASSICAL, OpenSsl.unavailabilityCause());
        this.server = newServer();
        this.client = newClient();
    }

    /** Loads the library, which takes its time, beside whatever else is begun at the start. */
    public static void load() {
        OpenSsl.isAvailable();
    }

    private SslContext newServer() {
        return build(SslContextBuilder.forServer(identity).clientAuth(ClientAuth.REQUIRE));
    }

    private SslContext newClient() {
        return build(SslContextBuilder.forClient().keyManager(identity));
    }

    private SslContext build(SslContextBuilder builder) {
        builder.trustManager(trust)
                .sslProvider(isNative ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
                .protocols(VERSION)
                // Participants are not named after hosts: the trust manager knows better.
                .endpointIdentificationAlgorithm(null);
        if (isNative) {
            builder.option(OpenSslContextOption.GROUPS, new String[] {HYBRID, CLASSICAL});
        }
        try {
            SslContext context = builder.build();
            if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
                sessions.setSessionCacheEnabled(false);
            }
            return context;
        } catch (SSLException e) {
            throw new IllegalStateException("TLS 1.3 cannot be set up: " + e.getMessage(), e);
        }
    }

    /** Which implementation protects links, and with what, for the operator. */
    public String description() {
        return description;
    }

    SslHandler server(ByteBufAllocator allocator, Duration handshakeMax) {
        SslContext context = isNative ? server : newServer();
        return ready(context.newHandler(allocator), handshakeMax);
    }

    /** The peer's name goes into the hand-shake, so that a node in several networks knows which certificate to show. */
    SslHandler client(ByteBufAllocator allocator, String peerName, int port, Duration handshakeMax) {
        SslContext context = isNative ? client : newClient();
        return ready(context.newHandler(allocator, peerName, port), handshakeMax);
    }

    // A resumed session would spare the peer its certificate, and with it the check whether it is still good. BoringSSL
    // can be told not to give tickets, only engine by engine, since Netty turns them on there. The JDK cannot: a
    // context
    // of its own for each connection does not understand the tickets of any other.
    private SslHandler ready(SslHandler handler, Duration handshakeMax) {
        handler.setHandshakeTimeoutMillis(handshakeMax.toMillis());
        SSLEngine engine = handler.engine();
        if (engine instanceof ReferenceCountedOpenSslEngine boring) {
            SSL.setOptions(boring.sslPointer(), SSL.SSL_OP_NO_TICKET);
        } else {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setNamedGroups(new String[] {"x25519"});
            engine.setSSLParameters(parameters);
        }
        return handler;
    }

    /** Gives the native memory back; only once no link uses it any more. */
    @Override
    public void close() {
        ReferenceCountUtil.release(server);
        ReferenceCountUtil.release(client);
    }
}
