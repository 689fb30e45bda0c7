package eu.vigil.pki.seal;

import eu.vigil.pki.arithmetic.Arithmetic;
import eu.vigil.pki.arithmetic.Gcm;
import eu.vigil.pki.arithmetic.MlKem768;
import java.security.PublicKey;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** The outer layer: an envelope for an ML-KEM-768 key (RFC 9629 section 3, RFC 9936). */
final class LatticeLayer {
    private static final DerElement VERSION = Suite1.integer(0);

    private final Arithmetic arithmetic;
    private final EncryptedContent encrypted;

    LatticeLayer(Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
        this.encrypted = new EncryptedContent(arithmetic.gcm());
    }

    byte[] close(byte[] content, PublicKey to, CertificateName name, SecureRandom random) {
        MlKem768.Encapsulated encapsulated = arithmetic.mlKem768().encapsulate(to, random);
        SecretKey contentKey = EncryptedContent.newContentKey(random);
        byte[] wrapped = arithmetic.keyWrap().wrap(kek(encapsulated.secret()), contentKey);
        Der recipient = Der.sequence(
                VERSION,
                name.der(),
                Suite1.ML_KEM_768,
                Der.octets(encapsulated.encapsulation()),
                Suite1.HKDF_SHA256,
                Suite1.KEK_BYTES,
                Suite1.AES256_WRAP,
                Der.octets(wrapped));
        Der info = new Der.Constructed(EncryptedContent.OTHER, Suite1.KEM_RECIPIENT, recipient);
        return encrypted.write(info, contentKey, content, random);
    }

    /** A read envelope, the name of the key that it is for, and what that key needs. */
    record Addressed(
            EncryptedContent.Envelope envelope, CertificateName name, DerElement encapsulation, DerElement wrapped) {}

    static Addressed read(byte[] sealed) throws Unacceptable {
        EncryptedContent.Envelope envelope = EncryptedContent.read(sealed);
        DerReader other = envelope.recipient().members("outer recipient");
        Unacceptable.unless(
                envelope.recipient().tag() == EncryptedContent.OTHER
                        && other.next(Tag.OBJECT_IDENTIFIER).equals(Suite1.KEM_RECIPIENT),
                Reason.NOT_SUITE_1,
                "outer recipient: not a key encapsulation");
        DerReader fields = other.members(Tag.SEQUENCE);
        other.end();
        DerElement version = fields.next(Tag.INTEGER);
        DerElement identifier = fields.any();
        Unacceptable.unless(
                identifier.tag() == Tag.SEQUENCE,
                Reason.NOT_SUITE_1,
                "outer recipient: not named by issuer and serial number");
        CertificateName name = CertificateName.read(identifier, "outer recipient's name");
        DerElement mechanism = fields.next(Tag.SEQUENCE);
        DerElement encapsulation = fields.next(Tag.OCTET_STRING);
        DerElement derivation = fields.next(Tag.SEQUENCE);
        DerElement kekBytes = fields.next(Tag.INTEGER);
        @Nullable DerElement keyingMaterial = fields.nextIf(Tag.constructed(0));
        DerElement wrap = fields.next(Tag.SEQUENCE);
        DerElement wrapped = fields.next(Tag.OCTET_STRING);
        fields.end();
        Unacceptable.unless(
                version.equals(VERSION)
                        && mechanism.equals(Suite1.ML_KEM_768)
                        && derivation.equals(Suite1.HKDF_SHA256)
                        && kekBytes.equals(Suite1.KEK_BYTES)
                        && keyingMaterial == null
                        && wrap.equals(Suite1.AES256_WRAP),
                Reason.NOT_SUITE_1,
                "outer recipient: other than ML-KEM-768, HKDF with SHA-256, AES-256 key wrap");
        return new Addressed(envelope, name, encapsulation, wrapped);
    }

    byte[] open(Addressed addressed, MlKem768.Own own) throws Unacceptable {
        byte[] secret = own.decapsulate(addressed.encapsulation().content())
                .orElseThrow(
                        () -> new Unacceptable(Reason.NOT_SUITE_1, "outer layer: not an encapsulation of 1088 bytes"));
        SecretKey contentKey = arithmetic
                .keyWrap()
                .unwrap(kek(secret), addressed.wrapped().content())
                .orElseThrow(() -> new Unacceptable(Reason.UNDECIPHERABLE, "outer layer: the key does not unwrap"));
        return encrypted.decrypt(addressed.envelope(), contentKey);
    }

    private SecretKey kek(byte[] secret) {
        return Gcm.key(arithmetic.hash().hkdf(secret, Suite1.KEM_OTHER_INFO));
    }
}
