package eu.vigil.pki.seal;

import eu.vigil.pki.arithmetic.Arithmetic;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the certificates of a message and puts them in order; remembers those of regular correspondents. */
final class CertificateReading {
    private static final int REMEMBERED_MAX = 512;

    private final Arithmetic arithmetic;
    private final Remembered<DerElement, Known> remembered = new Remembered<>(REMEMBERED_MAX);

    CertificateReading(Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
    }

    /** A certificate, and what is computed from it once. */
    static final class Known {
        private final X509Certificate certificate;
        private final CertificateName name;
        private final DerElement issuerSerial;
        private final byte[] digest;
        private final @Nullable PublicKey p256;

        Known(X509Certificate certificate, byte[] digest, Optional<PublicKey> p256) {
            this.certificate = certificate;
            this.name = CertificateName.of(certificate);
            this.issuerSerial = new DerElement(name.issuerSerial().written());
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

        /** What signing-certificate-v2 may call it beside its digest. */
        DerElement issuerSerial() {
            return issuerSerial;
        }

        Optional<PublicKey> p256() {
            return Optional.ofNullable(p256);
        }

        boolean issued(Known other) {
            return certificate.getSubjectX500Principal().equals(other.certificate.getIssuerX500Principal());
        }
    }

    /** The signer's certificate, its issuer, that one's issuer and so on; no certificate may be left over. */
    List<Known> chain(@Nullable DerElement set, CertificateName signer) throws Unacceptable {
        int count = set == null ? 0 : set.count();
        if (set == null || count < 1 || count > Suite1.CERTIFICATES_MAX) {
            throw new Unacceptable(
                    Reason.SIGNER_CERTIFICATE, count + " certificates instead of 1 to " + Suite1.CERTIFICATES_MAX);
        }
        List<Known> left = new ArrayList<>(count);
        for (DerReader certificates = set.members("certificates"); certificates.hasNext(); ) {
            left.add(known(certificates.any()));
        }
        @Nullable Known next = take(left, known -> known.name.equals(signer));
        Unacceptable.unless(next != null, Reason.SIGNER_CERTIFICATE, "the signer's certificate is not included");
        List<Known> chain = new ArrayList<>(count);
        while (next != null) {
            Known current = next;
            chain.add(current);
            next = take(left, known -> known.issued(current));
        }
        if (!left.isEmpty()) {
            throw new Unacceptable(
                    Reason.SIGNER_CERTIFICATE, left.size() + " certificates that are not the signer's or its issuers'");
        }
        return chain;
    }

    private static @Nullable Known take(List<Known> from, Predicate<Known> which) {
        for (int i = 0; i < from.size(); i++) {
            if (which.test(from.get(i))) {
                return from.remove(i);
            }
        }
        return null;
    }

    private Known known(DerElement certificate) throws Unacceptable {
        if (certificate.size() > Suite1.CERTIFICATE_BYTES_MAX) {
            throw new Unacceptable(Reason.SIGNER_CERTIFICATE, "a certificate of " + certificate.size() + " bytes");
        }
        Optional<Known> seen = remembered.get(certificate);
        if (seen.isPresent()) {
            return seen.get();
        }
        Known known = parse(certificate.written());
        remembered.put(certificate.alone(), known);
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
