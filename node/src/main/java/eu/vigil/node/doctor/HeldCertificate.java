package eu.vigil.node.doctor;

import eu.vigil.pki.key.DecryptionKey;
import eu.vigil.pki.key.NodeKeys;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A certificate that the node uses.
 *
 * @param name what it is for, as people call it
 * @param owner who can renew it
 */
public record HeldCertificate(String name, Owner owner, X509Certificate certificate) {
    /** Who can renew a certificate. */
    public enum Owner {
        /** The node itself, under its issuing CA. */
        NODE,
        /** Whoever publishes the node's entry. */
        DIRECTORY,
        /** The State, whose CA is off-line. */
        STATE
    }

    /** All that are in use; superseded encryption keys stay for the archive and may end. */
    public static List<HeldCertificate> of(NodeKeys keys) {
        DecryptionKey newest = keys.decryption().getFirst();
        List<HeldCertificate> all = new ArrayList<>(List.of(
                new HeldCertificate("signing", Owner.NODE, keys.signing().certificate()),
                new HeldCertificate("tls", Owner.NODE, keys.tls().certificate()),
                new HeldCertificate("encryption P-256", Owner.DIRECTORY, newest.p256Certificate()),
                new HeldCertificate("encryption ML-KEM-768", Owner.DIRECTORY, newest.mlKem768Certificate())));
        keys.signing().chain().stream()
                .skip(1)
                .map(issuing -> new HeldCertificate("issuing CA", Owner.STATE, issuing))
                .forEach(all::add);
        return List.copyOf(all);
    }

    /** SHA-256 of the certificate in hexadecimal. */
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("every JDK has SHA-256, and a certificate its encoding", e);
        }
    }
}
