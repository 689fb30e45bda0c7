package eu.vigil.pki.seal;

import eu.vigil.pki.arithmetic.Arithmetic;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** Verifies the one signature of SignedData, and that it covers the content. */
final class SignatureReading {
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
                DerElement content,
                byte[] signedData,
                byte[] digest,
                List<X509Certificate> chain,
                Instant signingTime) {
            this.content = content;
            this.signedData = signedData;
            this.digest = digest;
            this.chain = chain;
            this.signingTime = signingTime;
        }
    }

    Found read(byte[] signedData) throws Unacceptable {
        SignedForm form = SignedForm.read(signedData);
        List<CertificateReading.Known> chain = certificates.chain(form.certificates(), form.signer());
        CertificateReading.Known own = chain.getFirst();
        SignedAttributes attributes = SignedAttributes.read(form.attributes());
        attributes.checkCertificate(own);
        Unacceptable.unless(
                attributes
                        .contentDigest()
                        .holds(arithmetic.hash().sha256(form.content().view())),
                Reason.SIGNATURE,
                "the digest is not that of the content");
        Unacceptable.unless(
                verifies(key(own), form), Reason.SIGNATURE, "the signature is not that of the certificate's key");
        List<X509Certificate> path =
                chain.stream().map(CertificateReading.Known::certificate).toList();
        byte[] digest = arithmetic.hash().sha256(signedData);
        return new Found(form.content(), signedData, digest, path, attributes.signingTime());
    }

    private boolean verifies(PublicKey key, SignedForm form) {
        byte[] signature = form.signature().content();
        return DerShape.fault(signature).isEmpty()
                && arithmetic.p256().verifies(key, SignedAttributes.signed(form.attributes()), signature);
    }

    private static PublicKey key(CertificateReading.Known own) throws Unacceptable {
        return own.p256()
                .orElseThrow(() -> new Unacceptable(Reason.SIGNER_CERTIFICATE, "the signer's key is not of P-256"));
    }
}
