package eu.vigil.pki.seal;

import static eu.vigil.pki.seal.Correspondents.CONTENT;
import static eu.vigil.pki.seal.Correspondents.NOW;
import static eu.vigil.pki.seal.SealAndOpenTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.pki.key.SigningIdentity;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.cms.CMSAlgorithmProtection;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;

/** Properly sealed, but signed otherwise than suite 1 prescribes. */
class RefusedSignaturesTest {
    private static final ASN1ObjectIdentifier CERTIFICATE_V2 = PKCSObjectIdentifiers.id_aa_signingCertificateV2;

    private final Correspondents they = new Correspondents();

    @Test
    void noSigner() throws Exception {
        assertRefused(stranger().signers(0), Reason.NOT_ONE_SIGNER, "0 signers");
    }

    @Test
    void twoSigners() throws Exception {
        assertRefused(stranger().signers(2), Reason.NOT_ONE_SIGNER, "2 signers");
    }

    @Test
    void ber() throws Exception {
        assertRefused(stranger().ber(), Reason.NOT_DER, "indefinite length (BER), at byte 0");
    }

    @Test
    void trailingBytes() throws Exception {
        byte[] signed = stranger().sign(CONTENT);

        assertRefused(Arrays.copyOf(signed, signed.length + 1), Reason.NOT_DER, "1 bytes after the end");
    }

    @Test
    void sha1() throws Exception {
        assertRefused(
                stranger().algorithm("SHA1withECDSA"), Reason.NOT_SUITE_1, "signer: other than ECDSA with SHA-256");
    }

    @Test
    void sha384() throws Exception {
        assertRefused(
                stranger().algorithm("SHA384withECDSA"), Reason.NOT_SUITE_1, "signer: other than ECDSA with SHA-256");
    }

    @Test
    void noCertificateAtAll() throws Exception {
        assertRefused(stranger().include(List.of()), Reason.SIGNER_CERTIFICATE, "0 certificates instead of 1 to 4");
    }

    @Test
    void theSignersCertificateIsNotIncluded() throws Exception {
        assertRefused(
                stranger().include(List.of(they.signing.chain().getLast())),
                Reason.SIGNER_CERTIFICATE,
                "the signer's certificate is not included");
    }

    @Test
    void aCertificateThatBelongsToNobody() throws Exception {
        X509Certificate stray = they.belgium.signing(NOW).certificate();

        assertRefused(
                stranger()
                        .include(List.of(
                                they.signing.certificate(), they.signing.chain().getLast(), stray)),
                Reason.SIGNER_CERTIFICATE,
                "1 certificates that are not the signer's or its issuers'");
    }

    @Test
    void moreCertificatesThanAChainHas() throws Exception {
        assertRefused(
                stranger()
                        .include(List.of(
                                they.signing.certificate(),
                                they.signing.chain().getLast(),
                                they.belgium.signing(NOW).certificate(),
                                they.belgium.signing(NOW).certificate(),
                                they.belgium.signing(NOW).certificate())),
                Reason.SIGNER_CERTIFICATE,
                "5 certificates instead of 1 to 4");
    }

    @Test
    void signingCertificateNamesAnother() throws Exception {
        assertRefused(
                stranger().name(they.belgium.signing(NOW).certificate()),
                Reason.SIGNER_CERTIFICATE,
                "signing-certificate-v2 names another certificate");
    }

    @Test
    void signingCertificateNamesTwo() throws Exception {
        ESSCertIDv2 own =
                new ESSCertIDv2(Stranger.sha256(they.signing.certificate().getEncoded()));

        assertRefused(
                stranger().instead(CERTIFICATE_V2, new SigningCertificateV2(new ESSCertIDv2[] {own, own})),
                Reason.SIGNED_ATTRIBUTES,
                "signing-certificate-v2: 2 certificates");
    }

    @Test
    void signingCertificateByAnotherDigest() throws Exception {
        ESSCertIDv2 own = new ESSCertIDv2(
                new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha512),
                Stranger.sha256(they.signing.certificate().getEncoded()));

        assertRefused(
                stranger().instead(CERTIFICATE_V2, new SigningCertificateV2(own)),
                Reason.SIGNED_ATTRIBUTES,
                "signing-certificate-v2: other than SHA-256");
    }

    @Test
    void noSignedAttributes() throws Exception {
        assertRefused(stranger().withoutAttributes(), Reason.SIGNED_ATTRIBUTES, "no signed attributes at all");
    }

    @Test
    void noSigningTime() throws Exception {
        assertRefused(
                stranger().without(CMSAttributes.signingTime),
                Reason.SIGNED_ATTRIBUTES,
                "no signed attribute 1.2.840.113549.1.9.5");
    }

    @Test
    void noSigningCertificate() throws Exception {
        assertRefused(
                stranger().without(CERTIFICATE_V2),
                Reason.SIGNED_ATTRIBUTES,
                "no signed attribute 1.2.840.113549.1.9.16.2.47");
    }

    @Test
    void noMessageDigest() throws Exception {
        assertRefused(
                stranger().without(CMSAttributes.messageDigest),
                Reason.SIGNED_ATTRIBUTES,
                "no signed attribute 1.2.840.113549.1.9.4");
    }

    @Test
    void anotherContentType() throws Exception {
        assertRefused(
                stranger().instead(CMSAttributes.contentType, CMSObjectIdentifiers.signedData),
                Reason.SIGNED_ATTRIBUTES,
                "content-type: not id-data");
    }

    @Test
    void aSignedAttributeTwice() throws Exception {
        assertRefused(
                stranger().with(CMSAttributes.contentType, CMSObjectIdentifiers.data),
                Reason.SIGNED_ATTRIBUTES,
                "not exactly one value of the signed attribute 1.2.840.113549.1.9.3");
    }

    @Test
    void aSignedAttributeWithTwoValues() throws Exception {
        assertRefused(
                stranger()
                        .instead(
                                CMSAttributes.messageDigest,
                                new DEROctetString(Stranger.sha256(CONTENT)),
                                new DEROctetString(new byte[32])),
                Reason.SIGNED_ATTRIBUTES,
                "not exactly one value of the signed attribute 1.2.840.113549.1.9.4");
    }

    @Test
    void anUnknownSignedAttribute() throws Exception {
        assertRefused(
                stranger().with(new ASN1ObjectIdentifier("1.2.3.4"), new DERUTF8String("must be understood")),
                Reason.SIGNED_ATTRIBUTES,
                "unknown signed attribute 1.2.3.4");
    }

    @Test
    void anUnsignedAttribute() throws Exception {
        assertRefused(
                stranger().unsigned(new ASN1ObjectIdentifier("1.2.3.4"), new DERUTF8String("by nobody")),
                Reason.NOT_SUITE_1,
                "signer: attributes that nobody signed");
    }

    @Test
    void algorithmProtectionOfOtherAlgorithms() throws Exception {
        assertRefused(
                stranger()
                        .instead(
                                CMSAttributes.cmsAlgorithmProtect,
                                new CMSAlgorithmProtection(
                                        new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1),
                                        CMSAlgorithmProtection.SIGNATURE,
                                        new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA1))),
                Reason.SIGNED_ATTRIBUTES,
                "CMSAlgorithmProtection: other than SHA-256 and ECDSA");
    }

    @Test
    void signingTimeWithAnOffset() throws Exception {
        assertRefused(
                stranger().instead(CMSAttributes.signingTime, new ASN1UTCTime("261122041000+0100")),
                Reason.SIGNED_ATTRIBUTES,
                "signing-time: not in DER, or not of its century");
    }

    @Test
    void signingTimeThatIsNone() throws Exception {
        assertRefused(
                stranger().instead(CMSAttributes.signingTime, new DERUTF8String("now")),
                Reason.SIGNED_ATTRIBUTES,
                null);
    }

    @Test
    void theDigestOfOtherContent() throws Exception {
        assertRefused(
                stranger().instead(CMSAttributes.messageDigest, new DEROctetString(new byte[32])),
                Reason.SIGNATURE,
                "the digest is not that of the content");
    }

    @Test
    void theSignatureOfAnotherKey() throws Exception {
        SigningIdentity thief = new SigningIdentity(they.belgium.signing(NOW).key(), they.signing.chain());

        assertRefused(new Stranger(thief), Reason.SIGNATURE, "the signature is not that of the certificate's key");
    }

    @Test
    void otherContentInTheSameSignature() throws Exception {
        SignedData signed = read(stranger().sign(CONTENT));

        assertRefused(
                write(signed, new ASN1Integer(1), Castle.ofData(new byte[CONTENT.length]), signed.getCertificates()),
                Reason.SIGNATURE,
                "the digest is not that of the content");
    }

    @Test
    void contentOfAnotherType() throws Exception {
        SignedData signed = read(stranger().sign(CONTENT));

        assertRefused(
                write(
                        signed,
                        new ASN1Integer(1),
                        new ContentInfo(CMSObjectIdentifiers.digestedData, new DEROctetString(CONTENT)),
                        signed.getCertificates()),
                Reason.NOT_SUITE_1,
                "the signed content is not id-data with its bytes");
    }

    @Test
    void detachedContent() throws Exception {
        SignedData signed = read(stranger().sign(CONTENT));

        assertRefused(
                write(
                        signed,
                        new ASN1Integer(1),
                        new ContentInfo(CMSObjectIdentifiers.data, null),
                        signed.getCertificates()),
                Reason.NOT_SUITE_1,
                "the signed content is not id-data with its bytes");
    }

    @Test
    void anotherVersion() throws Exception {
        SignedData signed = read(stranger().sign(CONTENT));

        assertRefused(
                write(signed, new ASN1Integer(3), signed.getEncapContentInfo(), signed.getCertificates()),
                Reason.NOT_SUITE_1,
                "signed data: a version other than 1, or revocation lists");
    }

    @Test
    void certificatesInAnotherOrderThanDers() throws Exception {
        SignedData signed = read(stranger().sign(CONTENT));
        ASN1Set sorted = signed.getCertificates();
        ASN1EncodableVector turned = new ASN1EncodableVector();
        turned.add(sorted.getObjectAt(1));
        turned.add(sorted.getObjectAt(0));
        byte[] der = stranger().sign(CONTENT);
        byte[] first = sorted.getObjectAt(0).toASN1Primitive().getEncoded();
        byte[] second = sorted.getObjectAt(1).toASN1Primitive().getEncoded();
        byte[] both = new DLSet(turned).getEncoded();
        int at = indexOf(der, first);
        System.arraycopy(both, both.length - first.length - second.length, der, at, first.length + second.length);

        assertRefused(der, Reason.NOT_DER, "BER, or fields that nobody knows: written as DER it differs");
    }

    @Test
    void nothingThatIsSignedAtAll() {
        assertRefused(CONTENT, Reason.NOT_DER, null);
        assertRefused(
                Castle.write(CMSObjectIdentifiers.data, new DEROctetString(CONTENT)),
                Reason.NOT_SUITE_1,
                "a content of type 1.2.840.113549.1.7.1 instead of 1.2.840.113549.1.7.2");
    }

    private Stranger stranger() throws Exception {
        return new Stranger(they.signing);
    }

    private static int indexOf(byte[] whole, byte[] part) {
        for (int i = 0; i + part.length <= whole.length; i++) {
            if (Arrays.equals(whole, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }

    private static SignedData read(byte[] signed) throws Exception {
        return SignedData.getInstance(
                ContentInfo.getInstance(ASN1Primitive.fromByteArray(signed)).getContent());
    }

    private static byte[] write(SignedData signed, ASN1Integer version, ContentInfo content, ASN1Set certificates) {
        return Castle.write(
                CMSObjectIdentifiers.signedData,
                new SignedData(
                        version, signed.getDigestAlgorithms(), content, certificates, null, signed.getSignerInfos()));
    }

    private void assertRefused(Stranger stranger, Reason reason, String detail) throws Exception {
        assertRefused(stranger.sign(CONTENT), reason, detail);
    }

    private void assertRefused(byte[] signed, Reason reason, String detail) {
        Opening.Refused refused = refused(they.open(they.seal(signed)));
        assertThat(refused.reason()).as(refused.detail()).isEqualTo(reason);
        if (detail != null) {
            assertThat(refused.detail()).isEqualTo(detail);
        }
        assertThat(refused.signatureVerified()).isFalse();
    }
}
