package eu.vigil.pki.certificate;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A self-signed certificate that only carries a public key into a PKCS#12 file, which cannot hold a private key without one.
 *
 * <p>Nobody ever trusts it: log keys, notification keys and the authority's keys are known from signed documents.
 */
public final class KeyHolder {
    private static final int SERIAL_BITS = 126;

    private KeyHolder() {}

    /** Wraps the pair's public key; {@code title} says in the certificate what the key is for. */
    public static X509Certificate of(KeyPair pair, String title, Period life, Instant now, SecureRandom random) {
        X500Name name =
                new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, title).build();
        Instant begin = now.truncatedTo(ChronoUnit.SECONDS);
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                name,
                new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS),
                Date.from(begin),
                Date.from(begin.atOffset(ZoneOffset.UTC).plus(life).toInstant()),
                name,
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        try {
            JcaContentSignerBuilder signer = new JcaContentSignerBuilder(signature(pair)).setSecureRandom(random);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer.build(pair.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("a certificate could not be built", e);
        }
    }

    private static String signature(KeyPair pair) {
        String algorithm = pair.getPublic().getAlgorithm();
        return switch (algorithm) {
            case "EC" -> "SHA256withECDSA";
            case "EdDSA" -> "Ed25519";
            case "ML-DSA" -> "ML-DSA-65";
            default -> throw new IllegalArgumentException("no key of %s signs here".formatted(algorithm));
        };
    }
}
