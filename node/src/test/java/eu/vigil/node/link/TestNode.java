package eu.vigil.node.link;

import eu.vigil.pki.certificate.Issuer;
import eu.vigil.pki.certificate.LinkIdentity;
import eu.vigil.pki.certificate.LinkTrust;
import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.key.SigningIdentity;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.link.LinkPeer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** A participant with a State CA of its own and a TLS identity under it. */
record TestNode(Named named, SigningIdentity stateCa, SigningIdentity issuingCa, SigningIdentity tls) {
    static final NetworkId ART13 = new NetworkId("EU-ART13");
    static final InstantSource CLOCK = InstantSource.system();
    private static final SecureRandom RANDOM = new SecureRandom();

    static TestNode of(String participant) {
        return of(participant, CLOCK.instant());
    }

    /** One whose TLS certificate was made then. */
    static TestNode of(String participant, Instant tlsMadeAt) {
        Named named = new Named(new ParticipantId(participant), ART13);
        Instant now = CLOCK.instant();
        SigningIdentity stateCa = Issuer.stateCa(named, now.minus(Duration.ofDays(100)), RANDOM);
        SigningIdentity issuingCa = Issuer.issuingCa(stateCa, named, now.minus(Duration.ofDays(90)), RANDOM);
        return new TestNode(named, stateCa, issuingCa, new Issuer(issuingCa, named, RANDOM).tls(tlsMadeAt));
    }

    /** One that bears this one's name, certified by another State's authorities. */
    TestNode forgedBy(TestNode other) {
        return new TestNode(named, stateCa, issuingCa, new Issuer(other.issuingCa, named, RANDOM).tls(CLOCK.instant()));
    }

    /** Another TLS certificate of the same issuer. */
    SigningIdentity renewedTls() {
        return new Issuer(issuingCa, named, RANDOM).tls(CLOCK.instant());
    }

    LinkPeer peer() {
        return new LinkPeer(named.participant(), named.network());
    }

    static LinkTrust trust(TestNode... known) {
        Map<Named, Set<X509Certificate>> anchors =
                Stream.of(known).collect(Collectors.toMap(TestNode::named, node -> Set.of(node.stateCa.certificate())));
        return new LinkTrust(named -> anchors.getOrDefault(named, Set.of()), CLOCK);
    }

    LinkTls linkTls(TestNode... known) {
        return new LinkTls(new LinkIdentity(tls), trust(known));
    }

    /** The JDK's TLS, to speak to a node in ways that a node does not. */
    SSLContext jdkTls(TestNode... known) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new LinkIdentity(tls)}, new TrustManager[] {trust(known)}, RANDOM);
        return context;
    }
}
