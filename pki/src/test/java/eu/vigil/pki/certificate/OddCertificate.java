package eu.vigil.pki.certificate;

import eu.vigil.pki.key.SigningIdentity;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates that {@link Issuer} would never make. */
final class OddCertificate {
    private final List<Added> extensions = new ArrayList<>();
    private String subject = "CN=odd";
    private Instant from;
    private Instant until;
    private String signature = "SHA256withECDSA";

    private record Added(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {}

    OddCertificate(Instant now) {
        from = now.minus(Duration.ofMinutes(5));
        until = now.plus(Duration.ofDays(30));
    }

    OddCertificate subject(String name) {
        subject = name;
        return this;
    }

    OddCertificate valid(Instant begin, Instant end) {
        from = begin;
        until = end;
        return this;
    }

    OddCertificate signature(String algorithm) {
        signature = algorithm;
        return this;
    }

    OddCertificate usage(int bits) {
        return add(Extension.keyUsage, true, new KeyUsage(bits));
    }

    OddCertificate usageNotCritical(int bits) {
        return add(Extension.keyUsage, false, new KeyUsage(bits));
    }

    OddCertificate purposes(KeyPurposeId... purposes) {
        return add(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
    }

    OddCertificate names(String... dnsNames) {
        GeneralName[] names = new GeneralName[dnsNames.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = new GeneralName(GeneralName.dNSName, dnsNames[i]);
        }
        return add(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }

    OddCertificate authority(int pathLength) {
        return add(Extension.basicConstraints, true, new BasicConstraints(pathLength));
    }

    OddCertificate onlyWithin(String dnsName, boolean critical) {
        GeneralSubtree subtree = new GeneralSubtree(new GeneralName(GeneralName.dNSName, dnsName));
        return add(Extension.nameConstraints, critical, new NameConstraints(new GeneralSubtree[] {subtree}, null));
    }

    OddCertificate unheardOf() {
        return add(new ASN1ObjectIdentifier("1.2.3.4.5"), true, new DERUTF8String("?"));
    }

    private OddCertificate add(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        extensions.add(new Added(id, critical, value));
        return this;
    }

    X509Certificate by(SigningIdentity issuer, PublicKey key) {
        X500Name name = X500Name.getInstance(
                issuer.certificate().getSubjectX500Principal().getEncoded());
        return by(name, issuer, key);
    }

    X509Certificate selfSigned(SigningIdentity self) {
        return by(new X500Name(subject), self, self.certificate().getPublicKey());
    }

    private X509Certificate by(X500Name issuerName, SigningIdentity issuer, PublicKey key) {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                issuerName,
                BigInteger.TWO,
                Date.from(from),
                Date.from(until),
                new X500Name(subject),
                SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        try {
            for (Added extension : extensions) {
                builder.addExtension(extension.id(), extension.critical(), extension.value());
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(signature).build(issuer.key())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }
}
