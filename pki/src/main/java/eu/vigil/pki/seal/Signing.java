package eu.vigil.pki.seal;

import eu.vigil.pki.arithmetic.Arithmetic;
import eu.vigil.pki.key.SigningIdentity;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x509.Certificate;

/** Writes SignedData (RFC 5652 section 5) with one signature of one identity. */
final class Signing {
    private final Arithmetic arithmetic;
    private final PrivateKey key;
    private final IssuerAndSerialNumber name;
    private final byte[] certificateDigest;
    private final ASN1Set certificates;

    /** @throws IllegalArgumentException if the identity cannot sign in suite 1 */
    Signing(Arithmetic arithmetic, SigningIdentity identity) {
        this.arithmetic = arithmetic;
        if (identity.chain().size() > Suite1.CERTIFICATES_MAX) {
            throw new IllegalArgumentException("signing identity: more than 4 certificates");
        }
        X509Certificate own = identity.chain().getFirst();
        if (arithmetic.p256().publicKey(own.getPublicKey().getEncoded()).isEmpty()) {
            throw new IllegalArgumentException("signing identity: the certificate is not of a P-256 key");
        }
        this.key = arithmetic.p256().ours(identity.key());
        this.name = CertificateNames.of(own);
        ASN1EncodableVector all = new ASN1EncodableVector();
        for (X509Certificate certificate : identity.chain()) {
            all.add(Certificate.getInstance(encoded(certificate)));
        }
        this.certificates = new DERSet(all);
        this.certificateDigest = arithmetic.hash().sha256(encoded(own));
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            byte[] encoded = certificate.getEncoded();
            if (encoded.length > Suite1.CERTIFICATE_BYTES_MAX) {
                throw new IllegalArgumentException("signing identity: a certificate of more than 8 KiB");
            }
            return encoded;
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("signing identity: a certificate without encoding", e);
        }
    }

    byte[] sign(byte[] content, Instant at, SecureRandom random) {
        byte[] contentDigest = arithmetic.hash().sha256(content);
        ASN1Set attributes = SignedAttributes.write(contentDigest, certificateDigest, name, at);
        byte[] signature = arithmetic.p256().sign(key, Suite1.der(attributes.toASN1Primitive()), random);
        SignerInfo signer = new SignerInfo(
                new SignerIdentifier(name),
                Suite1.SHA256,
                attributes,
                Suite1.ECDSA_SHA256,
                new DEROctetString(signature),
                (ASN1Set) null);
        SignedData signed = new SignedData(
                new ASN1Integer(1),
                new DERSet(Suite1.SHA256),
                Der.ofData(content),
                certificates,
                null,
                new DERSet(signer));
        return Der.write(CMSObjectIdentifiers.signedData, signed);
    }
}
