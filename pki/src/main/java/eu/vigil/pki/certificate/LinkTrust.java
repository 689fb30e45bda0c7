package eu.vigil.pki.certificate;

import eu.vigil.pki.certificate.Names.Named;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trust at either end of a link: the peer's certificate is checked against the anchors of the participant that it claims to
 * be and no others. There is no trust store, and host names play no part.
 *
 * <p>Turn off the engine's own host name check (in Netty {@code endpointIdentificationAlgorithm(null)}): participants are
 * not named after hosts.
 */
public final class LinkTrust extends X509ExtendedTrustManager {
    private final Function<Named, Set<X509Certificate>> anchors;
    private final InstantSource clock;
    private final ChainCheck check;
    private final Optional<Named> expected;

    /**
     * Trusts every participant that the directories know.
     *
     * @param anchors a participant's State CAs by the current directories; empty for one that they do not know
     * @param clock the instant of the hand-shake
     */
    public LinkTrust(Function<Named, Set<X509Certificate>> anchors, InstantSource clock) {
        this(anchors, clock, new ChainCheck(), Optional.empty());
    }

    private LinkTrust(
            Function<Named, Set<X509Certificate>> anchors,
            InstantSource clock,
            ChainCheck check,
            Optional<Named> expected) {
        this.anchors = anchors;
        this.clock = clock;
        this.check = check;
        this.expected = expected;
    }

    /** The same trust for this one peer: the hand-shake with anybody else fails. */
    public LinkTrust expecting(Named peer) {
        return new LinkTrust(anchors, clock, check, Optional.of(peer));
    }

    /** Judges the chain that a peer showed, leaf first. */
    public Verdict judge(List<X509Certificate> chain, Use use) {
        if (chain.isEmpty()) {
            return new Verdict.Distrusted(Verdict.Reason.EMPTY, "the peer showed no certificate");
        }
        Optional<Named> claimed = expected.or(() -> Names.in(chain.getFirst()));
        if (claimed.isEmpty()) {
            return new Verdict.Distrusted(
                    Verdict.Reason.WRONG_NAME, "the peer's certificate does not name exactly one participant");
        }
        Named named = claimed.get();
        return check.check(chain, anchors.apply(named), named, use, clock.instant());
    }

    private void require(X509Certificate @Nullable [] chain, Use use) throws CertificateException {
        List<X509Certificate> shown = chain == null ? List.of() : List.of(chain);
        switch (judge(shown, use)) {
            case Verdict.Trusted _ -> {}
            case Verdict.Distrusted objection -> throw new CertificateException(objection.text());
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        require(chain, Use.TLS_CLIENT);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        require(chain, Use.TLS_CLIENT);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        require(chain, Use.TLS_CLIENT);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        require(chain, Use.TLS_SERVER);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        require(chain, Use.TLS_SERVER);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        require(chain, Use.TLS_SERVER);
    }

    /** None: naming the participants to whoever connects would tell him who takes part. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
