package eu.vigil.pki.seal;

import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.x500.X500Name;

/** How CMS names a certificate (RFC 5652 section 10.2.4). */
final class CertificateNames {
    private CertificateNames() {}

    static IssuerAndSerialNumber of(X509Certificate certificate) {
        return new IssuerAndSerialNumber(
                X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded()), certificate.getSerialNumber());
    }
}
