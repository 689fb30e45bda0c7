package eu.vigil.pki.seal;

import org.jspecify.annotations.Nullable;

/**
 * SignedData (RFC 5652 section 5) as suite 1 prescribes it: one signer, ECDSA with SHA-256, attributes that are signed and none that
 * are not. Whether anything in it is true is not looked at.
 */
record SignedForm(
        DerElement content,
        @Nullable DerElement certificates,
        CertificateName signer,
        DerElement attributes,
        DerElement signature) {
    private static final DerElement VERSION = Suite1.integer(1);

    static SignedForm read(byte[] signedData) throws Unacceptable {
        DerReader fields = ContentInfo.read(signedData, Suite1.SIGNED_DATA).members(Tag.SEQUENCE, "signed data");
        DerElement version = fields.next(Tag.INTEGER);
        DerElement digests = fields.next(Tag.SET);
        DerElement encapsulated = fields.next(Tag.SEQUENCE);
        @Nullable DerElement certificates = fields.nextIf(Tag.constructed(0));
        @Nullable DerElement revocations = fields.nextIf(Tag.constructed(1));
        DerElement signers = fields.next(Tag.SET);
        fields.end();
        Unacceptable.unless(
                certificates == null || certificates.inOrder(),
                Reason.NOT_DER,
                "BER, or fields that nobody knows: written as DER it differs");
        int count = signers.count();
        if (count != 1) {
            throw new Unacceptable(Reason.NOT_ONE_SIGNER, count + " signers");
        }
        Unacceptable.unless(
                version.equals(VERSION) && revocations == null,
                Reason.NOT_SUITE_1,
                "signed data: a version other than 1, or revocation lists");
        return signer(signers.only(), digests, encapsulated, certificates);
    }

    private static SignedForm signer(
            DerElement info, DerElement digests, DerElement encapsulated, @Nullable DerElement certificates)
            throws Unacceptable {
        DerReader fields = info.members(Tag.SEQUENCE, "signer");
        DerElement version = fields.next(Tag.INTEGER);
        DerElement identifier = fields.any();
        DerElement digest = fields.next(Tag.SEQUENCE);
        @Nullable DerElement attributes = fields.nextIf(Tag.constructed(0));
        DerElement algorithm = fields.next(Tag.SEQUENCE);
        DerElement signature = fields.next(Tag.OCTET_STRING);
        @Nullable DerElement unsigned = fields.nextIf(Tag.constructed(1));
        fields.end();
        Unacceptable.unless(
                version.equals(VERSION)
                        && (digest.equals(Suite1.SHA256) || digest.equals(Suite1.SHA256_NULL))
                        && algorithm.equals(Suite1.ECDSA_SHA256)
                        && digests.holdsOnly(digest),
                Reason.NOT_SUITE_1,
                "signer: other than ECDSA with SHA-256");
        if (attributes == null) {
            throw new Unacceptable(Reason.SIGNED_ATTRIBUTES, "no signed attributes at all");
        }
        Unacceptable.unless(unsigned == null, Reason.NOT_SUITE_1, "signer: attributes that nobody signed");
        Unacceptable.unless(attributes.inOrder(), Reason.NOT_DER, "signed attributes: a set that is not in order");
        DerElement content = ContentInfo.data(encapsulated);
        if (content.length() > Suite1.CONTENT_BYTES_MAX) {
            throw new Unacceptable(Reason.TOO_LARGE, "content of " + content.length() + " bytes");
        }
        Unacceptable.unless(
                identifier.tag() == Tag.SEQUENCE, Reason.NOT_SUITE_1, "signer: not named by issuer and serial number");
        CertificateName name = CertificateName.read(identifier, "signer's name");
        return new SignedForm(content, certificates, name, attributes, signature);
    }
}
