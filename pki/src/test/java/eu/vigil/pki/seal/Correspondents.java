package eu.vigil.pki.seal;

import eu.vigil.pki.arithmetic.Arithmetic;
import eu.vigil.pki.certificate.Issuer;
import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.key.DecryptionKey;
import eu.vigil.pki.key.SigningIdentity;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** Belgium writes to France; both have all their keys. */
final class Correspondents {
    static final Instant NOW = Instant.parse("2026-11-22T03:10:00Z");
    static final byte[] CONTENT = "Preserve the traffic data of 192.0.2.7".getBytes(StandardCharsets.UTF_8);

    final SecureRandom random = new SecureRandom();
    final SigningIdentity belgianCa;
    final Issuer belgium;
    final Issuer france;
    final SigningIdentity signing;
    final DecryptionKey french;
    final SenderCheck isBelgium;

    Correspondents() {
        Named be = new Named(new ParticipantId("BE"), new NetworkId("EU-ART13"));
        Named fr = new Named(new ParticipantId("FR"), new NetworkId("EU-ART13"));
        Instant earlier = NOW.minusSeconds(3600);
        belgianCa = Issuer.stateCa(be, earlier, random);
        belgium = new Issuer(Issuer.issuingCa(belgianCa, be, earlier, random), be, random);
        france = new Issuer(Issuer.issuingCa(Issuer.stateCa(fr, earlier, random), fr, earlier, random), fr, random);
        signing = belgium.signing(earlier);
        french = france.encryption(earlier);
        isBelgium = exactly(signing);
    }

    static SenderCheck exactly(SigningIdentity identity) {
        return (chain, _) -> chain.equals(identity.chain())
                ? new SenderCheck.Verdict.Accepted()
                : new SenderCheck.Verdict.Rejected("another chain: " + names(chain));
    }

    private static List<String> names(List<X509Certificate> chain) {
        return chain.stream().map(c -> c.getSubjectX500Principal().getName()).toList();
    }

    Sealer sealer() {
        return new Sealer(signing, random);
    }

    Opener opener() {
        return new Opener(List.of(french));
    }

    byte[] sealed() {
        Sealer sealer = sealer();
        return sealer.seal(sealer.sign(CONTENT, NOW), french.recipient());
    }

    /** Both layers around bytes that no {@link Sealer} would seal. */
    byte[] seal(byte[] anything) {
        return sealer().seal(Signed.kept(anything), french.recipient());
    }

    /** Only the outer layer. */
    byte[] sealOuter(byte[] anything) {
        Arithmetic fastest = Arithmetic.fastest();
        LatticeLayer outer = new LatticeLayer(fastest);
        PublicKey key = fastest.mlKem768()
                .publicKey(french.mlKem768Certificate().getPublicKey().getEncoded())
                .orElseThrow();
        return outer.close(
                anything, outer.encapsulate(key, random), CertificateName.of(french.mlKem768Certificate()), random);
    }

    /** Only the inner layer. */
    byte[] sealInner(byte[] anything) {
        Arithmetic fastest = Arithmetic.fastest();
        return new CurveLayer(fastest)
                .close(
                        anything,
                        fastest.p256()
                                .publicKey(
                                        french.p256Certificate().getPublicKey().getEncoded())
                                .orElseThrow(),
                        CertificateName.of(french.p256Certificate()),
                        random);
    }

    Opening open(byte[] sealed) {
        return opener().open(sealed, isBelgium, NOW);
    }
}
