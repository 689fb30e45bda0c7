package eu.vigil.pki.seal;

import eu.vigil.pki.arithmetic.Arithmetic;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.jspecify.annotations.Nullable;

/** Reads the certificates of a message and puts them in order; remembers those of regular correspondents. */
final class CertificateReading {
    private static final int REMEMBERED_MAX = 512;

    private final Arithmetic arithmetic;
    private final Remembered<ByteBuffer, Known> remembered = new Remembered<>(REMEMBERED_MAX);

    CertificateReading(Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
    }

    /** A certificate, and what is computed from it once. */
    static final class Known {
        private final X509Certificate certificate;
        private final IssuerAndSerialNumber name;
        private final byte[] digest;
        private final @Nullable PublicKey p256;

        Known(X509Certificate certificate, byte[] digest, Optional<PublicKey> p256) {
            this.certificate = certificate;
            this.name = CertificateNames.of(certificate);
            this.digest = digest;
            this.p256 = p256.orElse(null);
        }

        X509Certificate certificate() {
            return certificate;
        }

        /** SHA-256 of its DER. */
        byte[] digest() {
            return digest;
        }

        Optional<PublicKey> p256() {
            return Optional.ofNullable(p256);
        }

        boolean issued(Known other) {
            return certificate.getSubjectX500Principal().equals(other.certificate.getIssuerX500Principal());
        }
    }

    /** The signer's certificate, its issuer, that one's issuer and so on; no certificate may be left over. */
    List<Known> chain(@Nullable ASN1Set set, IssuerAndSerialNumber signer) throws Unacceptable {
        int size = set == null ? 0 : set.size();
        Unacceptable.unless(
                set != null && size >= 1 && size <= Suite1.CERTIFICATES_MAX,
                Reason.SIGNER_CERTIFICATE,
                size + " certificates instead of 1 to " + Suite1.CERTIFICATES_MAX);
        List<Known> left = new ArrayList<>();
        for (ASN1Encodable raw : set) {
            left.add(known(raw));
        }
        Known last = take(left, known -> known.name.equals(signer))
                .orElseThrow(
                        () -> new Unacceptable(Reason.SIGNER_CERTIFICATE, "the signer's certificate is not included"));
        List<Known> chain = new ArrayList<>();
        Optional<Known> next = Optional.of(last);
        while (next.isPresent()) {
            Known current = next.get();
            chain.add(current);
            next = take(left, known -> known.issued(current));
        }
        Unacceptable.unless(
                left.isEmpty(),
                Reason.SIGNER_CERTIFICATE,
                left.size() + " certificates that are not the signer's or its issuers'");
        return chain;
    }

    private static Optional<Known> take(List<Known> from, java.util.function.Predicate<Known> which) {
        Optional<Known> found = from.stream().filter(which).findFirst();
        found.ifPresent(from::remove);
        return found;
    }

    private Known known(ASN1Encodable raw) throws Unacceptable {
        byte[] der;
        try {
            der = raw.toASN1Primitive().getEncoded(ASN1Encoding.DL);
        } catch (IOException e) {
            throw new Unacceptable(Reason.NOT_DER, "certificate: " + e.getMessage());
        }
        Unacceptable.unless(
                der.length <= Suite1.CERTIFICATE_BYTES_MAX,
                Reason.SIGNER_CERTIFICATE,
                "a certificate of " + der.length + " bytes");
        Optional<Known> seen = remembered.get(ByteBuffer.wrap(der));
        if (seen.isPresent()) {
            return seen.get();
        }
        Known known = parse(der);
        remembered.put(ByteBuffer.wrap(der), known);
        return known;
    }

    private Known parse(byte[] der) throws Unacceptable {
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return new Known(
                    certificate,
                    arithmetic.hash().sha256(der),
                    arithmetic.p256().publicKey(certificate.getPublicKey().getEncoded()));
        } catch (CertificateException | RuntimeException e) {
            // The JDK's parser throws more than it declares; whatever it is, it is no certificate.
            throw new Unacceptable(Reason.SIGNER_CERTIFICATE, "unreadable certificate: " + e.getMessage());
        }
    }
}
