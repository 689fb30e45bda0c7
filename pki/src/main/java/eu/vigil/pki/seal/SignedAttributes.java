package eu.vigil.pki.seal;

import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAlgorithmProtection;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;

/**
 * What the signature covers (CAdES-B-B, ETSI EN 319 122-1 section 6.3): content-type, message-digest, signing-time,
 * signing-certificate-v2; each exactly once, and nothing else but CMSAlgorithmProtection.
 */
final class SignedAttributes {
    private static final ASN1ObjectIdentifier SIGNING_CERTIFICATE = PKCSObjectIdentifiers.id_aa_signingCertificateV2;
    private static final Set<ASN1ObjectIdentifier> REQUIRED = Set.of(
            CMSAttributes.contentType, CMSAttributes.messageDigest, CMSAttributes.signingTime, SIGNING_CERTIFICATE);

    private final Map<ASN1ObjectIdentifier, ASN1Encodable> values;

    private SignedAttributes(Map<ASN1ObjectIdentifier, ASN1Encodable> values) {
        this.values = values;
    }

    static ASN1Set write(
            byte[] contentDigest, byte[] certificateDigest, IssuerAndSerialNumber certificate, Instant at) {
        IssuerSerial issuer = new IssuerSerial(
                new GeneralNames(new GeneralName(certificate.getName())), certificate.getSerialNumber());
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(attribute(CMSAttributes.contentType, CMSObjectIdentifiers.data));
        attributes.add(attribute(CMSAttributes.signingTime, new Time(Date.from(at))));
        attributes.add(attribute(CMSAttributes.messageDigest, new DEROctetString(contentDigest)));
        attributes.add(
                attribute(SIGNING_CERTIFICATE, new SigningCertificateV2(new ESSCertIDv2(certificateDigest, issuer))));
        return new DERSet(attributes);
    }

    private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return new Attribute(type, new DERSet(value));
    }

    static SignedAttributes read(ASN1Set attributes) throws Unacceptable {
        Map<ASN1ObjectIdentifier, ASN1Encodable> values = new HashMap<>();
        for (ASN1Encodable raw : attributes) {
            Attribute attribute = Der.part(raw, "signed attribute", Attribute::getInstance);
            ASN1ObjectIdentifier type = attribute.getAttrType();
            Unacceptable.unless(
                    REQUIRED.contains(type) || CMSAttributes.cmsAlgorithmProtect.equals(type),
                    Reason.SIGNED_ATTRIBUTES,
                    "unknown signed attribute " + type);
            Unacceptable.unless(
                    attribute.getAttrValues().size() == 1 && !values.containsKey(type),
                    Reason.SIGNED_ATTRIBUTES,
                    "not exactly one value of the signed attribute " + type);
            values.put(type, attribute.getAttrValues().getObjectAt(0));
        }
        for (ASN1ObjectIdentifier type : REQUIRED) {
            Unacceptable.unless(values.containsKey(type), Reason.SIGNED_ATTRIBUTES, "no signed attribute " + type);
        }
        SignedAttributes read = new SignedAttributes(values);
        read.checkType();
        read.checkAlgorithms();
        return read;
    }

    private void checkType() throws Unacceptable {
        Unacceptable.unless(
                CMSObjectIdentifiers.data.equals(values.get(CMSAttributes.contentType)),
                Reason.SIGNED_ATTRIBUTES,
                "content-type: not id-data");
    }

    /** RFC 6211. */
    private void checkAlgorithms() throws Unacceptable {
        ASN1Encodable raw = values.get(CMSAttributes.cmsAlgorithmProtect);
        if (raw == null) {
            return;
        }
        CMSAlgorithmProtection protection =
                Der.part(raw, "CMSAlgorithmProtection", CMSAlgorithmProtection::getInstance);
        Unacceptable.unless(
                (Suite1.SHA256.equals(protection.getDigestAlgorithm())
                                || Suite1.SHA256_NULL.equals(protection.getDigestAlgorithm()))
                        && Suite1.ECDSA_SHA256.equals(protection.getSignatureAlgorithm())
                        && protection.getMacAlgorithm() == null,
                Reason.SIGNED_ATTRIBUTES,
                "CMSAlgorithmProtection: other than SHA-256 and ECDSA");
    }

    byte[] contentDigest() throws Unacceptable {
        if (!(values.get(CMSAttributes.messageDigest) instanceof ASN1OctetString digest)) {
            throw new Unacceptable(Reason.SIGNED_ATTRIBUTES, "message-digest: not an octet string");
        }
        return digest.getOctets();
    }

    /** RFC 5652 section 11.3: UTCTime to the year 2049, GeneralizedTime after; to the second, in UTC. */
    Instant signingTime() throws Unacceptable {
        ASN1Encodable raw = values.get(CMSAttributes.signingTime);
        try {
            Instant at = Time.getInstance(raw).getDate().toInstant();
            if (Arrays.equals(Suite1.der(new Time(Date.from(at))), Suite1.der(Time.getInstance(raw)))) {
                return at;
            }
        } catch (RuntimeException e) {
            // Bouncy Castle's way to say that this is no time.
            throw new Unacceptable(Reason.SIGNED_ATTRIBUTES, "signing-time: " + e.getMessage());
        }
        throw new Unacceptable(Reason.SIGNED_ATTRIBUTES, "signing-time: not in DER, or not of its century");
    }

    /** RFC 5035 section 3: exactly one certificate is named, by SHA-256, and it is this one. */
    void checkCertificate(byte[] certificateDigest, IssuerAndSerialNumber certificate) throws Unacceptable {
        String what = "signing-certificate-v2";
        ASN1Sequence named = Der.part(values.get(SIGNING_CERTIFICATE), what, ASN1Sequence::getInstance);
        Unacceptable.unless(named.size() == 1, Reason.SIGNED_ATTRIBUTES, what + ": not certificates alone");
        ASN1Sequence ids = Der.part(named.getObjectAt(0), what, ASN1Sequence::getInstance);
        Unacceptable.unless(ids.size() == 1, Reason.SIGNED_ATTRIBUTES, what + ": " + ids.size() + " certificates");
        ESSCertIDv2 id = Der.part(ids.getObjectAt(0), what, ESSCertIDv2::getInstance);
        Unacceptable.unless(
                Suite1.SHA256.equals(id.getHashAlgorithm()),
                Reason.SIGNED_ATTRIBUTES,
                "signing-certificate-v2: other than SHA-256");
        Unacceptable.unless(
                Arrays.equals(certificateDigest, id.getCertHash()),
                Reason.SIGNER_CERTIFICATE,
                "signing-certificate-v2 names another certificate");
        if (id.getIssuerSerial() != null) {
            IssuerSerial right = new IssuerSerial(
                    new GeneralNames(new GeneralName(certificate.getName())), certificate.getSerialNumber());
            Unacceptable.unless(
                    right.equals(id.getIssuerSerial()),
                    Reason.SIGNER_CERTIFICATE,
                    "signing-certificate-v2 names another issuer and serial number");
        }
    }
}
