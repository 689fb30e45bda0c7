package eu.vigil.pki.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.key.SigningIdentity;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;

class LinkTrustTest {
    private static final Instant NOW = Instant.parse("2026-03-29T01:10:00Z");
    private static final NetworkId NETWORK = new NetworkId("EU-ART13");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Peer BE = peer("BE");
    private static final Peer FR = peer("FR");
    private static final Peer STRANGER = peer("NL");
    private static final Map<Named, Set<X509Certificate>> DIRECTORY = Map.of(
            BE.named(),
            Set.copyOf(BE.stateCa().chain()),
            FR.named(),
            Set.copyOf(FR.stateCa().chain()));

    private final LinkTrust trust = new LinkTrust(knownTo(DIRECTORY), InstantSource.fixed(NOW));

    private record Peer(Named named, SigningIdentity stateCa, Issuer issuer) {
        SigningIdentity tls() {
            return issuer.tls(NOW);
        }
    }

    @Test
    void twoParticipantsOfOneDirectoryShakeHands() throws GeneralSecurityException, SSLException {
        SSLEngine dialler = engine(BE.tls(), trust.expecting(FR.named()), true);
        SSLEngine listener = engine(FR.tls(), trust, false);
        shakeHands(dialler, listener);

        assertThat(dialler.getSession().getProtocol()).isEqualTo("TLSv1.3");
        X509Certificate shown = (X509Certificate) listener.getSession().getPeerCertificates()[0];
        assertThat(Names.in(shown)).contains(BE.named());
    }

    @Test
    void aDiallerWhomTheDirectoryDoesNotKnowIsTurnedAway() throws GeneralSecurityException {
        SSLEngine dialler = engine(STRANGER.tls(), trust, true);
        SSLEngine listener = engine(FR.tls(), trust, false);
        assertThatExceptionOfType(SSLHandshakeException.class)
                .isThrownBy(() -> shakeHands(dialler, listener))
                .withMessageContaining("the directory has no State CA of NL in EU-ART13");
    }

    @Test
    void aDiallerHangsUpIfAnotherParticipantAnswers() throws GeneralSecurityException {
        SSLEngine dialler = engine(BE.tls(), trust.expecting(STRANGER.named()), true);
        SSLEngine listener = engine(FR.tls(), trust, false);
        assertThatExceptionOfType(SSLHandshakeException.class).isThrownBy(() -> shakeHands(dialler, listener));
        assertRefused(
                FR.tls().chain(),
                trust.expecting(BE.named()),
                "the certificate names FR in EU-ART13, not BE in EU-ART13");
    }

    @Test
    void aKnownStateCannotPassForAnother() {
        SigningIdentity forged =
                new Issuer(Issuer.issuingCa(FR.stateCa(), BE.named(), NOW, RANDOM), BE.named(), RANDOM).tls(NOW);
        assertRefused(forged.chain(), trust, "does not end at a State CA of BE in EU-ART13");
    }

    @Test
    void theKeyThatSignsMessagesOpensNoLink() {
        assertRefused(BE.issuer().signing(NOW).chain(), trust, "is not for dialling a link");
    }

    @Test
    void theHandShakesOwnInstantDecides() {
        LinkTrust later = new LinkTrust(knownTo(DIRECTORY), InstantSource.fixed(NOW.plus(Duration.ofDays(40))));
        assertRefused(BE.tls().chain(), later, "expired at");
    }

    @Test
    void whoeverConnectsLearnsNothingOfWhoTakesPart() {
        assertThat(trust.getAcceptedIssuers()).isEmpty();
    }

    @Test
    void aCertificateWithoutAParticipantsNameIsRefused() {
        assertRefused(BE.stateCa().chain(), trust, "does not name exactly one participant");
        assertRefused(List.of(), trust, "showed no certificate");
    }

    private static void assertRefused(List<X509Certificate> chain, LinkTrust trust, String text) {
        assertThatExceptionOfType(CertificateException.class)
                .isThrownBy(() -> trust.checkClientTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN"))
                .withMessageContaining(text);
    }

    private static Function<Named, Set<X509Certificate>> knownTo(Map<Named, Set<X509Certificate>> directory) {
        return named -> directory.getOrDefault(named, Set.of());
    }

    private static Peer peer(String id) {
        Named named = new Named(new ParticipantId(id), NETWORK);
        SigningIdentity stateCa = Issuer.stateCa(named, NOW, RANDOM);
        return new Peer(named, stateCa, new Issuer(Issuer.issuingCa(stateCa, named, NOW, RANDOM), named, RANDOM));
    }

    private static SSLEngine engine(SigningIdentity tls, LinkTrust trust, boolean dialler)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(new KeyManager[] {new LinkIdentity(tls)}, new TrustManager[] {trust}, RANDOM);
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(dialler);
        if (!dialler) {
            engine.setNeedClientAuth(true);
        }
        return engine;
    }

    /** Passes bytes to and fro until both are content. */
    private static void shakeHands(SSLEngine dialler, SSLEngine listener) throws SSLException {
        ByteBuffer toListener = ByteBuffer.allocate(1 << 16);
        ByteBuffer toDialler = ByteBuffer.allocate(1 << 16);
        dialler.beginHandshake();
        listener.beginHandshake();
        for (int round = 0; round < 100; round++) {
            move(dialler, toDialler, toListener);
            move(listener, toListener, toDialler);
            if (content(dialler) && content(listener) && toListener.position() == 0 && toDialler.position() == 0) {
                return;
            }
        }
        throw new AssertionError("the hand-shake does not end");
    }

    private static boolean content(SSLEngine engine) {
        return engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void move(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        in.flip();
        if (in.hasRemaining()) {
            engine.unwrap(in, ByteBuffer.allocate(1 << 16));
        }
        in.compact();
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        if (engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP) {
            engine.wrap(ByteBuffer.allocate(0), out);
        }
    }
}
