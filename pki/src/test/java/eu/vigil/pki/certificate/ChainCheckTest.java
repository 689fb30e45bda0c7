package eu.vigil.pki.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.certificate.Verdict.Distrusted;
import eu.vigil.pki.certificate.Verdict.Reason;
import eu.vigil.pki.certificate.Verdict.Trusted;
import eu.vigil.pki.key.DecryptionKey;
import eu.vigil.pki.key.KeyMaking;
import eu.vigil.pki.key.SigningIdentity;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChainCheckTest {
    private static final Instant NOW = Instant.parse("2026-03-29T01:10:00Z");
    private static final NetworkId NETWORK = new NetworkId("EU-ART13");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Named BE = new Named(new ParticipantId("BE"), NETWORK);
    private static final Named BANK = new Named(new ParticipantId("BE/BANK-1"), NETWORK);
    private static final Named FR = new Named(new ParticipantId("FR"), NETWORK);
    private static final SigningIdentity STATE_CA = Issuer.stateCa(BE, NOW, RANDOM);
    private static final SigningIdentity ISSUING = Issuer.issuingCa(STATE_CA, BE, NOW, RANDOM);
    private static final Set<X509Certificate> ANCHORS = Set.of(STATE_CA.certificate());
    private static final Issuer ISSUER = new Issuer(ISSUING, BE, RANDOM);

    private final ChainCheck check = new ChainCheck();

    @ParameterizedTest
    @EnumSource(Use.class)
    void aKeyIsTrustedForItsOwnUseAndForNoOther(Use use) {
        DecryptionKey encryption = ISSUER.encryption(NOW);
        boolean signs = use == Use.SIGNING;
        boolean links = use == Use.TLS_CLIENT || use == Use.TLS_SERVER;
        boolean opens = use == Use.ENCRYPTION;

        assertThat(trusts(ISSUER.signing(NOW).chain(), use)).isEqualTo(signs);
        assertThat(trusts(ISSUER.tls(NOW).chain(), use)).isEqualTo(links);
        assertThat(trusts(List.of(encryption.p256Certificate(), ISSUING.certificate()), use))
                .isEqualTo(opens);
        assertThat(trusts(List.of(encryption.mlKem768Certificate(), ISSUING.certificate()), use))
                .isEqualTo(opens);
    }

    @Test
    void theVerdictNamesTheAnchorAtWhichTheChainEnds() {
        SigningIdentity signing = ISSUER.signing(NOW);
        SigningIdentity next = Issuer.stateCa(BE, NOW, RANDOM);
        assertThat(check.check(
                        signing.chain(), Set.of(next.certificate(), STATE_CA.certificate()), BE, Use.SIGNING, NOW))
                .isEqualTo(new Trusted(signing.certificate(), STATE_CA.certificate()));
    }

    @Test
    void aLinkCertificateDoesNotSignMessages() {
        assertRefused(ISSUER.tls(NOW).chain(), BE, Use.SIGNING, Reason.WRONG_USE, "is not for signing messages");
    }

    @Test
    void aCertificateThatSignsMessagesAndOpensLinksDoesNeither() {
        X509Certificate both = leaf().usage(KeyUsage.nonRepudiation | KeyUsage.digitalSignature)
                .purposes(KeyPurposeId.id_kp_clientAuth)
                .by(ISSUING, p256().getPublic());
        List<X509Certificate> chain = List.of(both, ISSUING.certificate());
        assertRefused(chain, BE, Use.SIGNING, Reason.WRONG_USE, "is not for signing messages");
        assertRefused(chain, BE, Use.TLS_CLIENT, Reason.WRONG_USE, "is not for dialling a link");
    }

    @Test
    void aKeyUsageThatIsNotCriticalCountsForNothing() {
        X509Certificate loose = leaf().usageNotCritical(KeyUsage.nonRepudiation).by(ISSUING, p256().getPublic());
        assertRefused(
                List.of(loose, ISSUING.certificate()), BE, Use.SIGNING, Reason.WRONG_USE, "no critical key usage");
    }

    @Test
    void anIssuingAuthorityItselfSignsNoMessages() {
        X509Certificate authority = leaf().authority(0)
                .usage(KeyUsage.nonRepudiation | KeyUsage.keyCertSign)
                .by(ISSUING, p256().getPublic());
        assertRefused(
                List.of(authority, ISSUING.certificate()), BE, Use.SIGNING, Reason.WRONG_USE, "it is an authority");
    }

    @Test
    void anExpiredCertificateIsRefusedWithItsEnd() {
        SigningIdentity signing = ISSUER.signing(NOW);
        Instant end = signing.certificate().getNotAfter().toInstant();
        assertThat(check.check(signing.chain(), ANCHORS, BE, Use.SIGNING, end)).isInstanceOf(Trusted.class);
        assertThat(check.check(signing.chain(), ANCHORS, BE, Use.SIGNING, end.plusSeconds(1)))
                .isInstanceOfSatisfying(Distrusted.class, no -> {
                    assertThat(no.reason()).isEqualTo(Reason.EXPIRED);
                    assertThat(no.text()).contains("expired at " + end);
                });
    }

    @Test
    void aChainOnceTrustedIsRefusedAllTheSameWhenItsTimeIsOver() {
        SigningIdentity tls = ISSUER.tls(NOW);
        assertThat(check.check(tls.chain(), ANCHORS, BE, Use.TLS_CLIENT, NOW)).isInstanceOf(Trusted.class);
        assertThat(check.check(tls.chain(), ANCHORS, BE, Use.TLS_CLIENT, NOW.plus(Duration.ofDays(31))))
                .isInstanceOf(Distrusted.class);
        assertThat(check.check(tls.chain(), Set.of(), BE, Use.TLS_CLIENT, NOW)).isInstanceOf(Distrusted.class);
        assertThat(check.check(tls.chain(), ANCHORS, BE, Use.SIGNING, NOW)).isInstanceOf(Distrusted.class);
        assertThat(check.check(tls.chain(), ANCHORS, FR, Use.TLS_CLIENT, NOW)).isInstanceOf(Distrusted.class);
    }

    @Test
    void anExpiredStateCaEndsNoChainThoughTheStandardWouldLetIt() {
        X509Certificate old = new OddCertificate(NOW)
                .subject("CN=old")
                .valid(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1)))
                .authority(1)
                .usage(KeyUsage.keyCertSign)
                .selfSigned(STATE_CA);
        SigningIdentity oldCa = new SigningIdentity(STATE_CA.key(), List.of(old));
        SigningIdentity issuing = Issuer.issuingCa(oldCa, BE, NOW, RANDOM);
        List<X509Certificate> chain =
                new Issuer(issuing, BE, RANDOM).signing(NOW).chain();
        assertThat(refused(check.check(chain, Set.of(old), BE, Use.SIGNING, NOW))
                        .reason())
                .isEqualTo(Reason.EXPIRED);
    }

    @Test
    void aCertificateIsTakenAFewMinutesBeforeItWasMadeButNotEarlier() {
        List<X509Certificate> chain = ISSUER.signing(NOW).chain();
        assertThat(check.check(chain, ANCHORS, BE, Use.SIGNING, NOW.minus(Duration.ofMinutes(4))))
                .isInstanceOf(Trusted.class);
        assertThat(refused(check.check(chain, ANCHORS, BE, Use.SIGNING, NOW.minus(Duration.ofMinutes(6))))
                        .reason())
                .isEqualTo(Reason.NOT_YET_VALID);
    }

    @Test
    void aPathOfTwoIntermediateAuthoritiesIsTooLong() {
        KeyPair key = p256();
        X509Certificate sub = new OddCertificate(NOW)
                .subject("CN=sub")
                .authority(0)
                .usage(KeyUsage.keyCertSign)
                .onlyWithin(BE.dnsName(), true)
                .by(ISSUING, key.getPublic());
        SigningIdentity subCa = new SigningIdentity(key.getPrivate(), List.of(sub));
        X509Certificate leaf = new Issuer(subCa, BE, RANDOM).signing(NOW).certificate();
        assertRefused(
                List.of(leaf, sub, ISSUING.certificate()),
                BE,
                Use.SIGNING,
                Reason.PATH_TOO_LONG,
                "2 authorities stand between BE in EU-ART13 and its State CA");
    }

    @Test
    void aStateCaThatAllowsNoIntermediateIsObeyedThoughTheStandardLeavesAnchorsAlone() {
        X509Certificate strict = new OddCertificate(NOW)
                .subject("CN=strict")
                .authority(0)
                .usage(KeyUsage.keyCertSign)
                .selfSigned(STATE_CA);
        SigningIdentity issuing =
                Issuer.issuingCa(new SigningIdentity(STATE_CA.key(), List.of(strict)), BE, NOW, RANDOM);
        List<X509Certificate> chain =
                new Issuer(issuing, BE, RANDOM).signing(NOW).chain();
        assertThat(refused(check.check(chain, Set.of(strict), BE, Use.SIGNING, NOW))
                        .reason())
                .isEqualTo(Reason.PATH_TOO_LONG);
    }

    @Test
    void aPartnerUnderItsStateIsNotItsState() {
        List<X509Certificate> bank =
                new Issuer(ISSUING, BANK, RANDOM).signing(NOW).chain();
        assertRefused(
                bank,
                BE,
                Use.SIGNING,
                Reason.WRONG_NAME,
                "the certificate names BE/BANK-1 in EU-ART13, not BE in EU-ART13");
    }

    @Test
    void aStateIsNotItsPartner() {
        assertRefused(ISSUER.signing(NOW).chain(), BANK, Use.SIGNING, Reason.WRONG_NAME, "names BE in EU-ART13, not");
    }

    @Test
    void theSameStateInAnotherNetworkIsAnother() {
        Named g7 = new Named(new ParticipantId("BE"), new NetworkId("G7-24-7"));
        assertRefused(ISSUER.signing(NOW).chain(), g7, Use.SIGNING, Reason.WRONG_NAME, "not BE in G7-24-7");
    }

    @Test
    void aCertificateWithTwoNamesNamesNobody() {
        X509Certificate two = new OddCertificate(NOW)
                .names(BE.dnsName(), BANK.dnsName())
                .usage(KeyUsage.nonRepudiation)
                .by(ISSUING, p256().getPublic());
        assertRefused(
                List.of(two, ISSUING.certificate()),
                BE,
                Use.SIGNING,
                Reason.WRONG_NAME,
                "names no participant, not BE");
    }

    @Test
    void anotherStatesAuthorityCannotSpeakForThisOne() {
        SigningIdentity french = Issuer.stateCa(FR, NOW, RANDOM);
        SigningIdentity frenchIssuing = Issuer.issuingCa(french, BE, NOW, RANDOM);
        List<X509Certificate> chain =
                new Issuer(frenchIssuing, BE, RANDOM).signing(NOW).chain();
        assertRefused(
                chain, BE, Use.SIGNING, Reason.NOT_ANCHORED, "the chain does not end at a State CA of BE in EU-ART13");
    }

    @Test
    void anAuthorityThatCallsItselfLikeTheStatesOwnIsNotIt() {
        SigningIdentity rogue = Issuer.stateCa(BE, NOW, RANDOM);
        SigningIdentity rogueIssuing = Issuer.issuingCa(rogue, BE, NOW, RANDOM);
        List<X509Certificate> chain =
                new Issuer(rogueIssuing, BE, RANDOM).signing(NOW).chain();
        assertRefused(chain, BE, Use.SIGNING, Reason.NOT_ANCHORED, "does not end at a State CA of BE");
    }

    @Test
    void aNameOutsideTheIssuingAuthoritysConstraintIsRefused() {
        SigningIdentity french = Issuer.issuingCa(STATE_CA, FR, NOW, RANDOM);
        List<X509Certificate> chain =
                new Issuer(french, BE, RANDOM).signing(NOW).chain();
        assertRefused(
                chain,
                BE,
                Use.SIGNING,
                Reason.OUTSIDE_CONSTRAINT,
                "be.eu-art13.vigil.internal: the name is outside its constraint");
    }

    @Test
    void anIssuingAuthorityWithoutACriticalConstraintIsRefused() {
        KeyPair key = p256();
        X509Certificate free = new OddCertificate(NOW)
                .subject("CN=free")
                .authority(0)
                .usage(KeyUsage.keyCertSign)
                .onlyWithin(BE.dnsName(), false)
                .by(STATE_CA, key.getPublic());
        SigningIdentity freeCa = new SigningIdentity(key.getPrivate(), List.of(free));
        assertRefused(
                new Issuer(freeCa, BE, RANDOM).signing(NOW).chain(),
                BE,
                Use.SIGNING,
                Reason.UNCONSTRAINED,
                "'CN=free' has no critical name constraint");
    }

    @Test
    void anIssuingAuthorityThatMayMakeAuthoritiesIsRefused() {
        KeyPair key = p256();
        X509Certificate deep = new OddCertificate(NOW)
                .subject("CN=deep")
                .authority(1)
                .usage(KeyUsage.keyCertSign)
                .onlyWithin(BE.dnsName(), true)
                .by(STATE_CA, key.getPublic());
        SigningIdentity deepCa = new SigningIdentity(key.getPrivate(), List.of(deep));
        assertRefused(
                new Issuer(deepCa, BE, RANDOM).signing(NOW).chain(),
                BE,
                Use.SIGNING,
                Reason.UNCONSTRAINED,
                "'CN=deep' is no authority with path length 0");
    }

    @Test
    void aLeafPassedOffAsAnAuthorityIsRefused() {
        SigningIdentity signing = ISSUER.signing(NOW);
        X509Certificate below = new Issuer(signing, BE, RANDOM).signing(NOW).certificate();
        assertRefused(List.of(below, signing.certificate()), BE, Use.SIGNING, Reason.UNCONSTRAINED, "is no authority");
    }

    @Test
    void noAlgorithmButSuiteOnesIsTaken() throws GeneralSecurityException {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        X509Certificate rsaLeaf = leaf().usage(KeyUsage.nonRepudiation)
                .by(ISSUING, rsa.generateKeyPair().getPublic());
        X509Certificate otherHash = leaf().usage(KeyUsage.nonRepudiation)
                .signature("SHA512withECDSA")
                .by(ISSUING, p256().getPublic());
        assertRefused(
                List.of(rsaLeaf, ISSUING.certificate()),
                BE,
                Use.SIGNING,
                Reason.WRONG_ALGORITHM,
                "a key of RSA is not one for signing messages");
        assertRefused(
                List.of(otherHash, ISSUING.certificate()),
                BE,
                Use.SIGNING,
                Reason.WRONG_ALGORITHM,
                "is signed with SHA512withECDSA");
    }

    @Test
    void anUnknownCriticalExtensionBreaksTheChain() {
        X509Certificate odd = leaf().usage(KeyUsage.nonRepudiation).unheardOf().by(ISSUING, p256().getPublic());
        assertRefused(List.of(odd, ISSUING.certificate()), BE, Use.SIGNING, Reason.BROKEN, "does not hold");
    }

    @Test
    void aLeafThatItsIssuerDidNotSignBreaksTheChain() {
        SigningIdentity other = Issuer.issuingCa(STATE_CA, BE, NOW, RANDOM);
        X509Certificate leaf = new Issuer(other, BE, RANDOM).signing(NOW).certificate();
        assertRefused(List.of(leaf, ISSUING.certificate()), BE, Use.SIGNING, Reason.BROKEN, "does not hold");
    }

    @Test
    void noCertificateAndNoAnchorAreEachSaid() {
        assertRefused(List.of(), BE, Use.SIGNING, Reason.EMPTY, "no certificate was shown for BE");
        assertThat(refused(check.check(ISSUER.signing(NOW).chain(), Set.of(), BE, Use.SIGNING, NOW)))
                .isEqualTo(
                        new Distrusted(Reason.UNKNOWN_PARTICIPANT, "the directory has no State CA of BE in EU-ART13"));
    }

    private boolean trusts(List<X509Certificate> chain, Use use) {
        return switch (check.check(chain, ANCHORS, BE, use, NOW)) {
            case Trusted _ -> true;
            case Distrusted(var reason, var text) -> {
                assertThat(reason).as(text).isIn(Reason.WRONG_USE, Reason.WRONG_ALGORITHM);
                yield false;
            }
        };
    }

    private void assertRefused(List<X509Certificate> chain, Named expected, Use use, Reason reason, String text) {
        Distrusted refused = refused(check.check(chain, ANCHORS, expected, use, NOW));
        assertThat(refused.reason()).as(refused.text()).isEqualTo(reason);
        assertThat(refused.text()).contains(text);
    }

    private static Distrusted refused(Verdict verdict) {
        return switch (verdict) {
            case Distrusted refused -> refused;
            case Trusted _ -> throw new AssertionError("the chain was trusted");
        };
    }

    private static OddCertificate leaf() {
        return new OddCertificate(NOW).names(BE.dnsName());
    }

    private static KeyPair p256() {
        return KeyMaking.p256(RANDOM);
    }
}
