package eu.vigil.pki.seal;

import java.math.BigInteger;
import java.security.cert.X509Certificate;

/**
 * How CMS names a certificate: by its issuer and its serial number (RFC 5652 section 10.2.4), each as the certificate has it, byte for
 * byte.
 */
record CertificateName(DerElement der) {
    static CertificateName of(X509Certificate certificate) {
        byte[] serial = certificate.getSerialNumber().toByteArray();
        Der name = Der.sequence(
                new DerElement(certificate.getIssuerX500Principal().getEncoded()),
                new Der.Primitive(Tag.INTEGER, serial, 0, serial.length));
        return new CertificateName(new DerElement(name.written()));
    }

    static CertificateName read(DerElement element, String what) throws Unacceptable {
        DerReader fields = element.members(Tag.SEQUENCE, what);
        fields.next(Tag.SEQUENCE);
        fields.next(Tag.INTEGER);
        fields.end();
        return new CertificateName(element);
    }

    BigInteger serial() throws Unacceptable {
        DerReader fields = der.members("name of a certificate");
        fields.any();
        return new BigInteger(fields.any().content());
    }

    /** The same as signing-certificate-v2 writes it: IssuerSerial (RFC 5035 section 4). */
    Der issuerSerial() {
        try {
            DerReader fields = der.members("name of a certificate");
            Der directoryName = new Der.Constructed(Tag.constructed(4), fields.any());
            return Der.sequence(Der.sequence(directoryName), fields.any());
        } catch (Unacceptable e) {
            throw new IllegalStateException("a name without its two fields", e);
        }
    }
}
