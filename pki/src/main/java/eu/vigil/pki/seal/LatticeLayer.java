package eu.vigil.pki.seal;

import com.google.protobuf.ByteString;
import eu.vigil.pki.arithmetic.Arithmetic;
import eu.vigil.pki.arithmetic.Gcm;
import eu.vigil.pki.arithmetic.MlKem768;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** The outer layer: an envelope for an ML-KEM-768 key (RFC 9629 section 3, RFC 9936). */
final class LatticeLayer {
    private static final DerElement VERSION = Suite1.integer(0);

    /** More than there are participants of a network. */
    private static final int REMEMBERED_MAX = 128;

    private final Arithmetic arithmetic;
    private final EncryptedContent encrypted;
    private final Remembered<Received, SecretKey> remembered = new Remembered<>(REMEMBERED_MAX);

    /** What came, and for which key. */
    private record Received(CertificateName key, ByteString encapsulation) {}

    /** A secret that the holder of a key can have too, as the key that wraps content keys. */
    record Encapsulation(SecretKey kek, Der octets) {}

    LatticeLayer(Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
        this.encrypted = new EncryptedContent(arithmetic.gcm());
    }

    /** A new secret. */
    Encapsulation encapsulate(PublicKey to, SecureRandom random) {
        MlKem768.Encapsulated encapsulated = arithmetic.mlKem768().encapsulate(to, random);
        return new Encapsulation(kek(encapsulated.secret()), Der.octets(encapsulated.encapsulation()));
    }

    /** Every content has a key of its own, whether the secret that wraps it is new or not. */
    byte[] close(byte[] content, Encapsulation to, CertificateName name, SecureRandom random) {
        SecretKey contentKey = EncryptedContent.newContentKey(random);
        byte[] wrapped = arithmetic.keyWrap().wrap(to.kek(), contentKey);
        Der recipient = Der.sequence(
                VERSION,
                name.der(),
                Suite1.ML_KEM_768,
                to.octets(),
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

    /** An encapsulation that has opened something is remembered: in a flood many messages have the same one. */
    byte[] open(Addressed addressed, MlKem768.Own own) throws Unacceptable {
        byte[] encapsulation = addressed.encapsulation().content();
        Received received = new Received(addressed.name(), ByteString.copyFrom(encapsulation));
        Optional<SecretKey> known = remembered.get(received);
        SecretKey kek = known.isPresent() ? known.get() : decapsulated(encapsulation, own);
        SecretKey contentKey = arithmetic
                .keyWrap()
                .unwrap(kek, addressed.wrapped().content())
                .orElseThrow(() -> new Unacceptable(Reason.UNDECIPHERABLE, "outer layer: the key does not unwrap"));
        if (known.isEmpty()) {
            remembered.put(received, kek);
        }
        return encrypted.decrypt(addressed.envelope(), contentKey);
    }

    private SecretKey decapsulated(byte[] encapsulation, MlKem768.Own own) throws Unacceptable {
        return own.decapsulate(encapsulation)
                .map(this::kek)
                .orElseThrow(
                        () -> new Unacceptable(Reason.NOT_SUITE_1, "outer layer: not an encapsulation of 1088 bytes"));
    }

    private SecretKey kek(byte[] secret) {
        return Gcm.key(arithmetic.hash().hkdf(secret, Suite1.KEM_OTHER_INFO));
    }
}
