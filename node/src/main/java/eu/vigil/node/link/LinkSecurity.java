package eu.vigil.node.link;

import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.internal.tcnative.SSL;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * What protects one link, as negotiated.
 *
 * @param protocol {@code TLSv1.3}
 * @param cipher the cipher suite
 * @param group how the key was agreed, {@code X25519MLKEM768} against later quantum computers; empty where the engine does
 *     not tell (the JDK's)
 */
public record LinkSecurity(String protocol, String cipher, Optional<String> group) {
    static LinkSecurity of(SSLEngine engine) {
        return new LinkSecurity(
                engine.getSession().getProtocol(), engine.getSession().getCipherSuite(), group(engine));
    }

    private static Optional<String> group(SSLEngine engine) {
        if (!(engine instanceof ReferenceCountedOpenSslEngine nativeEngine)) {
            return Optional.empty();
        }
        try {
            @Nullable String name = SSL.getGroupName(nativeEngine.sslPointer());
            return Optional.ofNullable(name);
        } catch (Exception _) { // the binding declares no narrower one; a name for a log line is worth no link
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(protocol, cipher, group.orElse("(group not told)"));
    }
}
