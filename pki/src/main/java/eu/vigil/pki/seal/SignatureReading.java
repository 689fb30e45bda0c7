package eu.vigil.pki.seal;

import eu.vigil.pki.arithmetic.Arithmetic;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Reads SignedData (RFC 5652 section 5) as suite 1 prescribes it and verifies its one signature. */
final class SignatureReading {
    private final Arithmetic arithmetic;
    private final CertificateReading certificates;

    SignatureReading(Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
        this.certificates = new CertificateReading(arithmetic);
    }

    /** What was signed, by whoever holds the key of the first certificate of the chain. */
    static final class Found {
        final byte[] content;
        final byte[] signedData;
        final byte[] digest;
        final List<X509Certificate> chain;
        final Instant signingTime;

        private Found(
                byte[] content, byte[] signedData, byte[] digest, List<X509Certificate> chain, Instant signingTime) {
            this.content = content;
            this.signedData = signedData;
            this.digest = digest;
            this.chain = chain;
            this.signingTime = signingTime;
        }
    }

    Found read(byte[] signedData) throws Unacceptable {
        SignedData read = Der.read(signedData, CMSObjectIdentifiers.signedData, SignedData::getInstance);
        SignerInfo signer = onlySigner(read);
        byte[] content = Der.data(read.getEncapContentInfo());
        Unacceptable.unless(
                content.length <= Suite1.CONTENT_BYTES_MAX,
                Reason.TOO_LARGE,
                "content of " + content.length + " bytes");
        Unacceptable.unless(
                !signer.getSID().isTagged(), Reason.NOT_SUITE_1, "signer: not named by issuer and serial number");
        IssuerAndSerialNumber name =
                Der.part(signer.getSID().getId(), "signer's name", IssuerAndSerialNumber::getInstance);
        List<CertificateReading.Known> chain = certificates.chain(read.getCertificates(), name);
        CertificateReading.Known own = chain.getFirst();

        ASN1Set signed = signer.getAuthenticatedAttributes();
        SignedAttributes attributes = SignedAttributes.read(signed);
        attributes.checkCertificate(own.digest(), name);
        Unacceptable.unless(
                MessageDigest.isEqual(arithmetic.hash().sha256(content), attributes.contentDigest()),
                Reason.SIGNATURE,
                "the digest is not that of the content");
        byte[] signature = signer.getEncryptedDigest().getOctets();
        Unacceptable.unless(
                DerShape.fault(signature).isEmpty()
                        && arithmetic.p256().verifies(key(own), Suite1.der(signed.toASN1Primitive()), signature),
                Reason.SIGNATURE,
                "the signature is not that of the certificate's key");
        List<X509Certificate> path =
                chain.stream().map(CertificateReading.Known::certificate).toList();
        return new Found(content, signedData, arithmetic.hash().sha256(signedData), path, attributes.signingTime());
    }

    private static SignerInfo onlySigner(SignedData read) throws Unacceptable {
        Unacceptable.unless(
                read.getSignerInfos().size() == 1,
                Reason.NOT_ONE_SIGNER,
                read.getSignerInfos().size() + " signers");
        Unacceptable.unless(
                read.getVersion().hasValue(1) && read.getCRLs() == null,
                Reason.NOT_SUITE_1,
                "signed data: a version other than 1, or revocation lists");
        SignerInfo signer = Der.part(read.getSignerInfos().getObjectAt(0), "signer", SignerInfo::getInstance);
        Unacceptable.unless(
                signer.getVersion().hasValue(1)
                        && isSha256(signer.getDigestAlgorithm())
                        && Suite1.ECDSA_SHA256.equals(signer.getDigestEncryptionAlgorithm())
                        && read.getDigestAlgorithms().size() == 1
                        && signer.getDigestAlgorithm()
                                .toASN1Primitive()
                                .equals(read.getDigestAlgorithms()
                                        .getObjectAt(0)
                                        .toASN1Primitive()),
                Reason.NOT_SUITE_1,
                "signer: other than ECDSA with SHA-256");
        Unacceptable.unless(
                signer.getAuthenticatedAttributes() != null, Reason.SIGNED_ATTRIBUTES, "no signed attributes at all");
        Unacceptable.unless(
                signer.getUnauthenticatedAttributes() == null,
                Reason.NOT_SUITE_1,
                "signer: attributes that nobody signed");
        return signer;
    }

    private static boolean isSha256(AlgorithmIdentifier algorithm) {
        return Suite1.SHA256.equals(algorithm) || Suite1.SHA256_NULL.equals(algorithm);
    }

    private static PublicKey key(CertificateReading.Known own) throws Unacceptable {
        return own.p256()
                .orElseThrow(() -> new Unacceptable(Reason.SIGNER_CERTIFICATE, "the signer's key is not of P-256"));
    }
}
