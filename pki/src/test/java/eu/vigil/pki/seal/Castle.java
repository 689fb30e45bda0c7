package eu.vigil.pki.seal;

import java.io.IOException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** What suite 1 is made of, as trees of Bouncy Castle's, to build what is wrong from. */
final class Castle {
    static final AlgorithmIdentifier EC_PUBLIC_KEY = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey);
    static final AlgorithmIdentifier ML_KEM_768 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_alg_ml_kem_768);
    static final AlgorithmIdentifier HKDF_SHA256 =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_alg_hkdf_with_sha256);
    static final AlgorithmIdentifier AES256_WRAP = new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_wrap);
    static final ASN1ObjectIdentifier AES256_GCM = NISTObjectIdentifiers.id_aes256_GCM;

    private Castle() {}

    static byte[] write(ASN1ObjectIdentifier type, ASN1Encodable content) {
        try {
            return new ContentInfo(type, content).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static ContentInfo ofData(byte[] data) {
        return new ContentInfo(CMSObjectIdentifiers.data, new DEROctetString(data));
    }

    static IssuerAndSerialNumber name(X509Certificate certificate) {
        return new IssuerAndSerialNumber(
                X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded()), certificate.getSerialNumber());
    }
}
