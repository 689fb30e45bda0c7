package eu.vigil.node.link;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
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
    private static final String TICKETS = "jdk.tls.server.newSessionTicketCount";

    private final SslContext server;
    private final SslContext client;
    private final boolean isNative;
    private final String description;

    /** Shows {@code identity} to every peer and believes those that {@code trust} does. */
    public LinkTls(X509ExtendedKeyManager identity, X509ExtendedTrustManager trust) {
        this(identity, trust, OpenSsl.isAvailable() && SslProvider.isTlsv13Supported(SslProvider.OPENSSL_REFCNT));
    }

    LinkTls(X509ExtendedKeyManager identity, X509ExtendedTrustManager trust, boolean isNative) {
        this.isNative = isNative;
        this.description = isNative
                ? "TLS 1.3 by %s, %s before %s".formatted(OpenSsl.versionString(), HYBRID, CLASSICAL)
                : "TLS 1.3 by the JDK, %s only: no hybrid key agreement, because the native library did not load: %s"
                        .formatted(CLASSICAL, OpenSsl.unavailabilityCause());
        if (!isNative) {
            // The only way to keep the JDK from handing out tickets; read once, when it first makes a server's engine.
            System.setProperty(TICKETS, "0");
        }
        try {
            this.server = common(SslContextBuilder.forServer(identity), trust)
                    .clientAuth(ClientAuth.REQUIRE)
                    .build();
            this.client = common(SslContextBuilder.forClient().keyManager(identity), trust)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS 1.3 cannot be set up: " + e.getMessage(), e);
        }
    }

    private SslContextBuilder common(SslContextBuilder builder, X509ExtendedTrustManager trust) {
        builder.trustManager(trust)
                .sslProvider(isNative ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
                .protocols(VERSION)
                // Participants are not named after hosts: the trust manager knows better.
                .endpointIdentificationAlgorithm(null);
        return isNative
                ? builder.option(OpenSslContextOption.GROUPS, new String[] {HYBRID, CLASSICAL})
                : builder.sessionCacheSize(1).sessionTimeout(1);
    }

    /** Which implementation protects links, and with what, for the operator. */
    public String description() {
        return description;
    }

    SslHandler server(ByteBufAllocator allocator, Duration handshakeMax) {
        return ready(server.newHandler(allocator), handshakeMax);
    }

    /** The peer's name goes into the hand-shake, so that a node in several networks knows which certificate to show. */
    SslHandler client(ByteBufAllocator allocator, String peerName, int port, Duration handshakeMax) {
        return ready(client.newHandler(allocator, peerName, port), handshakeMax);
    }

    private SslHandler ready(SslHandler handler, Duration handshakeMax) {
        handler.setHandshakeTimeoutMillis(handshakeMax.toMillis());
        if (!isNative) {
            SSLEngine engine = handler.engine();
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
