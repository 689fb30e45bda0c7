package eu.vigil.pki.seal;

import eu.vigil.pki.arithmetic.Arithmetic;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads SignedData (RFC 5652 section 5) as suite 1 prescribes it and verifies its one signature. */
final class SignatureReading {
    private static final DerElement VERSION = Suite1.integer(1);
    private static final String NOT_IN_ORDER = "BER, or fields that nobody knows: written as DER it differs";

    private final Arithmetic arithmetic;
    private final CertificateReading certificates;

    SignatureReading(Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
        this.certificates = new CertificateReading(arithmetic);
    }

    /** What was signed, by whoever holds the key of the first certificate of the chain. */
    static final class Found {
        final DerElement content;
        final byte[] signedData;
        final byte[] digest;
        final List<X509Certificate> chain;
        final Instant signingTime;

        private Found(
                DerElement content, byte[] signedData, byte[] digest, List<X509Certificate> chain, Instant signingTime) {
            this.content = content;
            this.signedData = signedData;
            this.digest = digest;
            this.chain = chain;
            this.signingTime = signingTime;
        }
    }

    /** The fields of SignedData that suite 1 has. */
    private record Fields(DerElement digests, DerElement content, @Nullable DerElement certificates, DerElement signers) {}

    /** The fields of SignerInfo that suite 1 has. */
    private record Signer(DerElement identifier, DerElement attributes, DerElement signature) {}

    Found read(byte[] signedData) throws Unacceptable {
        Fields fields = fields(ContentInfo.read(signedData, Suite1.SIGNED_DATA));
        Signer signer = signer(fields);
        DerElement content = ContentInfo.data(fields.content);
        if (content.length() > Suite1.CONTENT_BYTES_MAX) {
            throw new Unacceptable(Reason.TOO_LARGE, "content of " + content.length() + " bytes");
        }
        Unacceptable.unless(
                signer.identifier.tag() == Tag.SEQUENCE,
                Reason.NOT_SUITE_1,
                "signer: not named by issuer and serial number");
        CertificateName name = CertificateName.read(signer.identifier, "signer's name");
        List<CertificateReading.Known> chain = certificates.chain(fields.certificates, name);
        CertificateReading.Known own = chain.getFirst();

        SignedAttributes attributes = SignedAttributes.read(signer.attributes);
        attributes.checkCertificate(own);
        Unacceptable.unless(
                attributes.contentDigest().holds(arithmetic.hash().sha256(content.view())),
                Reason.SIGNATURE,
                "the digest is not that of the content");
        byte[] signature = signer.signature.content();
        Unacceptable.unless(
                DerShape.fault(signature).isEmpty()
                        && arithmetic
                                .p256()
                                .verifies(key(own), SignedAttributes.signed(signer.attributes), signature),
                Reason.SIGNATURE,
                "the signature is not that of the certificate's key");
        List<X509Certificate> path = new ArrayList<>(chain.size());
        chain.forEach(known -> path.add(known.certificate()));
        return new Found(content, signedData, arithmetic.hash().sha256(signedData), path, attributes.signingTime());
    }

    /** The bytes that SignedData is about, whoever signed them. */
    static DerElement content(DerElement signedData) throws Unacceptable {
        return ContentInfo.data(fields(signedData).content);
    }

    private static Fields fields(DerElement signedData) throws Unacceptable {
        DerReader fields = signedData.members(Tag.SEQUENCE, "signed data");
        DerElement version = fields.next(Tag.INTEGER);
        DerElement digests = fields.next(Tag.SET);
        DerElement content = fields.next(Tag.SEQUENCE);
        @Nullable DerElement certificates = fields.nextIf(Tag.constructed(0));
        @Nullable DerElement revocations = fields.nextIf(Tag.constructed(1));
        DerElement signers = fields.next(Tag.SET);
        fields.end();
        Unacceptable.unless(certificates == null || certificates.inOrder(), Reason.NOT_DER, NOT_IN_ORDER);
        int count = signers.count();
        if (count != 1) {
            throw new Unacceptable(Reason.NOT_ONE_SIGNER, count + " signers");
        }
        Unacceptable.unless(
                version.equals(VERSION) && revocations == null,
                Reason.NOT_SUITE_1,
                "signed data: a version other than 1, or revocation lists");
        return new Fields(digests, content, certificates, signers);
    }

    private static Signer signer(Fields of) throws Unacceptable {
        DerReader fields = of.signers.only().members(Tag.SEQUENCE, "signer");
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
                        && of.digests.holdsOnly(digest),
                Reason.NOT_SUITE_1,
                "signer: other than ECDSA with SHA-256");
        if (attributes == null) {
            throw new Unacceptable(Reason.SIGNED_ATTRIBUTES, "no signed attributes at all");
        }
        Unacceptable.unless(unsigned == null, Reason.NOT_SUITE_1, "signer: attributes that nobody signed");
        Unacceptable.unless(attributes.inOrder(), Reason.NOT_DER, NOT_IN_ORDER);
        return new Signer(identifier, attributes, signature);
    }

    private static PublicKey key(CertificateReading.Known own) throws Unacceptable {
        return own.p256()
                .orElseThrow(() -> new Unacceptable(Reason.SIGNER_CERTIFICATE, "the signer's key is not of P-256"));
    }
}
