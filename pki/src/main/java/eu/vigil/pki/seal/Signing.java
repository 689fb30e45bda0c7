package eu.vigil.pki.seal;

import eu.vigil.pki.arithmetic.Arithmetic;
import eu.vigil.pki.key.SigningIdentity;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;

/** Writes SignedData (RFC 5652 section 5) with one signature of one identity. */
final class Signing {
    private static final DerElement VERSION = Suite1.integer(1);
    private static final Der DIGESTS = Der.set(Suite1.SHA256);

    private final Arithmetic arithmetic;
    private final PrivateKey key;
    private final CertificateName name;
    private final Der certificates;
    private final Der signingCertificate;

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
        this.name = CertificateName.of(own);
        Der[] inOrder = identity.chain().stream()
                .map(Signing::encoded)
                .sorted(Arrays::compareUnsigned)
                .map(DerElement::new)
                .toArray(Der[]::new);
        this.certificates = new Der.Constructed(Tag.constructed(0), inOrder);
        this.signingCertificate =
                SignedAttributes.signingCertificate(arithmetic.hash().sha256(encoded(own)), name);
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
        Der attributes = SignedAttributes.write(arithmetic.hash().sha256(content), signingCertificate, at);
        byte[] signature = arithmetic.p256().sign(key, SignedAttributes.signed(attributes), random);
        Der signer = Der.sequence(
                VERSION, name.der(), Suite1.SHA256, attributes, Suite1.ECDSA_SHA256, Der.octets(signature));
        return ContentInfo.write(
                Suite1.SIGNED_DATA,
                Der.sequence(VERSION, DIGESTS, ContentInfo.data(content), certificates, Der.set(signer)));
    }
}
