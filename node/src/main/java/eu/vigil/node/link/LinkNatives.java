package eu.vigil.node.link;

import io.netty.channel.epoll.Epoll;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;

/**
 * Which native code links run on in this process.
 *
 * @param hybrid whether keys are agreed with X25519MLKEM768
 * @param tls what protects links, in words
 * @param io the kernel's interface
 */
public record LinkNatives(boolean hybrid, String tls, String io) {
    /** Looks; loads the libraries if they are there. */
    public static LinkNatives here() {
        boolean hybrid = OpenSsl.isAvailable() && SslProvider.isTlsv13Supported(SslProvider.OPENSSL_REFCNT);
        return new LinkNatives(
                hybrid,
                hybrid
                        ? "TLS 1.3 by %s with X25519MLKEM768".formatted(OpenSsl.versionString())
                        : "TLS 1.3 by the JDK, X25519 only",
                Epoll.isAvailable() ? "epoll" : "NIO");
    }
}
