package eu.vigil.pki.seal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the signature covers (CAdES-B-B, ETSI EN 319 122-1 section 6.3): content-type, message-digest, signing-time,
 * signing-certificate-v2; each exactly once, and nothing else but CMSAlgorithmProtection.
 */
record SignedAttributes(DerElement digest, DerElement time, DerElement certificate) {
    private static final int FIELD = Tag.constructed(0);
    private static final Der CONTENT_TYPE_DATA = attribute(Suite1.CONTENT_TYPE, Suite1.DATA);

    /** In the order of DER, which is that of their lengths here. */
    static Der write(byte[] contentDigest, Der signingCertificate, Instant at) {
        return new Der.Constructed(
                FIELD,
                CONTENT_TYPE_DATA,
                attribute(Suite1.SIGNING_TIME, SigningTime.write(at)),
                attribute(Suite1.MESSAGE_DIGEST, Der.octets(contentDigest)),
                signingCertificate);
    }

    /** The attribute that names the signer's certificate (RFC 5035 section 3), the same in all messages of a signer. */
    static Der signingCertificate(byte[] certificateDigest, CertificateName certificate) {
        Der id = Der.sequence(Der.octets(certificateDigest), certificate.issuerSerial());
        return attribute(Suite1.SIGNING_CERTIFICATE, Der.sequence(Der.sequence(id)));
    }

    private static Der attribute(DerElement type, Der value) {
        return Der.sequence(type, Der.set(value));
    }

    /** What is signed: the field as the SET that it is (RFC 5652 section 5.4). */
    static byte[] signed(Der field) {
        byte[] signed = field.written();
        signed[0] = Tag.SET;
        return signed;
    }

    static SignedAttributes read(DerElement field) throws Unacceptable {
        @Nullable DerElement type = null;
        @Nullable DerElement digest = null;
        @Nullable DerElement time = null;
        @Nullable DerElement certificate = null;
        @Nullable DerElement protection = null;
        DerReader attributes = field.members("signed attributes");
        while (attributes.hasNext()) {
            DerReader attribute = attributes.next(Tag.SEQUENCE).members("signed attribute");
            DerElement name = attribute.next(Tag.OBJECT_IDENTIFIER);
            DerElement values = attribute.next(Tag.SET);
            attribute.end();
            if (name.equals(Suite1.CONTENT_TYPE)) {
                type = only(type, values, name);
            } else if (name.equals(Suite1.MESSAGE_DIGEST)) {
                digest = only(digest, values, name);
            } else if (name.equals(Suite1.SIGNING_TIME)) {
                time = only(time, values, name);
            } else if (name.equals(Suite1.SIGNING_CERTIFICATE)) {
                certificate = only(certificate, values, name);
            } else if (name.equals(Suite1.ALGORITHM_PROTECTION)) {
                protection = only(protection, values, name);
            } else {
                throw unacceptable("unknown signed attribute ", name);
            }
        }
        Unacceptable.unless(
                present(type, Suite1.CONTENT_TYPE).equals(Suite1.DATA),
                Reason.SIGNED_ATTRIBUTES,
                "content-type: not id-data");
        if (protection != null) {
            checkAlgorithms(protection);
        }
        return new SignedAttributes(
                present(digest, Suite1.MESSAGE_DIGEST),
                present(time, Suite1.SIGNING_TIME),
                present(certificate, Suite1.SIGNING_CERTIFICATE));
    }

    private static DerElement only(@Nullable DerElement before, DerElement values, DerElement name)
            throws Unacceptable {
        if (before != null || values.count() != 1) {
            throw unacceptable("not exactly one value of the signed attribute ", name);
        }
        return values.only();
    }

    private static DerElement present(@Nullable DerElement value, DerElement name) throws Unacceptable {
        if (value == null) {
            throw unacceptable("no signed attribute ", name);
        }
        return value;
    }

    private static Unacceptable unacceptable(String what, DerElement name) {
        return new Unacceptable(Reason.SIGNED_ATTRIBUTES, what + ContentInfo.dotted(name));
    }

    /** RFC 6211: a digest, and of signature [1] and authentication [2] the first. */
    private static void checkAlgorithms(DerElement protection) throws Unacceptable {
        String what = "CMSAlgorithmProtection";
        DerReader fields = protection.members(Tag.SEQUENCE, what);
        DerElement digest = fields.next(Tag.SEQUENCE);
        DerElement second = fields.any();
        fields.end();
        Unacceptable.unless(
                (digest.equals(Suite1.SHA256) || digest.equals(Suite1.SHA256_NULL))
                        && second.tag() == Tag.constructed(1)
                        && second.holdsThatOf(Suite1.ECDSA_SHA256),
                Reason.SIGNED_ATTRIBUTES,
                "CMSAlgorithmProtection: other than SHA-256 and ECDSA");
    }

    DerElement contentDigest() throws Unacceptable {
        Unacceptable.unless(
                digest.tag() == Tag.OCTET_STRING, Reason.SIGNED_ATTRIBUTES, "message-digest: not an octet string");
        return digest;
    }

    Instant signingTime() throws Unacceptable {
        return SigningTime.read(time);
    }

    /** RFC 5035 section 3: exactly one certificate is named, by SHA-256, and it is this one. */
    void checkCertificate(CertificateReading.Known own) throws Unacceptable {
        String what = "signing-certificate-v2";
        DerReader fields = certificate.members(Tag.SEQUENCE, what);
        DerElement ids = fields.next(Tag.SEQUENCE);
        Unacceptable.unless(
                !fields.hasNext(), Reason.SIGNED_ATTRIBUTES, "signing-certificate-v2: not certificates alone");
        int count = ids.count();
        if (count != 1) {
            throw new Unacceptable(Reason.SIGNED_ATTRIBUTES, what + ": " + count + " certificates");
        }
        DerReader id = ids.members(what).next(Tag.SEQUENCE).members(what);
        checkDefault(id.nextIf(Tag.SEQUENCE));
        DerElement digest = id.next(Tag.OCTET_STRING);
        @Nullable DerElement issuerSerial = id.nextIf(Tag.SEQUENCE);
        id.end();
        Unacceptable.unless(
                digest.holds(own.digest()),
                Reason.SIGNER_CERTIFICATE,
                "signing-certificate-v2 names another certificate");
        Unacceptable.unless(
                issuerSerial == null || issuerSerial.equals(own.issuerSerial()),
                Reason.SIGNER_CERTIFICATE,
                "signing-certificate-v2 names another issuer and serial number");
    }

    private static void checkDefault(@Nullable DerElement algorithm) throws Unacceptable {
        if (algorithm != null) {
            Unacceptable.unless(
                    algorithm.equals(Suite1.SHA256),
                    Reason.SIGNED_ATTRIBUTES,
                    "signing-certificate-v2: other than SHA-256");
            throw new Unacceptable(
                    Reason.NOT_SUITE_1, "signing-certificate-v2: SHA-256 goes without saying, and DER does not say it");
        }
    }
}
