package eu.vigil.pki.seal;

import eu.vigil.pki.arithmetic.Arithmetic;
import eu.vigil.pki.arithmetic.Gcm;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** The inner layer: an envelope for a P-256 key by ephemeral-static ECDH (RFC 5753 section 3.1). {@code openssl cms -decrypt} opens it. */
final class CurveLayer {
    private static final DerElement VERSION = Suite1.integer(3);

    private final Arithmetic arithmetic;
    private final EncryptedContent encrypted;

    CurveLayer(Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
        this.encrypted = new EncryptedContent(arithmetic.gcm());
    }

    byte[] close(byte[] content, PublicKey to, CertificateName name, SecureRandom random) {
        KeyPair ephemeral = arithmetic.p256().ephemeral(random);
        SecretKey contentKey = EncryptedContent.newContentKey(random);
        byte[] wrapped = arithmetic.keyWrap().wrap(kek(ephemeral.getPrivate(), to), contentKey);
        Der originatorKey = new Der.Constructed(
                Tag.constructed(1), Suite1.EC_PUBLIC_KEY, bits(arithmetic.p256().point(ephemeral.getPublic())));
        Der recipient = new Der.Constructed(
                EncryptedContent.AGREEMENT,
                VERSION,
                new Der.Constructed(Tag.constructed(0), originatorKey),
                Suite1.ECDH_X963_SHA256,
                Der.sequence(Der.sequence(name.der(), Der.octets(wrapped))));
        return encrypted.write(recipient, contentKey, content, random);
    }

    /** A BIT STRING of whole bytes: none of its bits is unused. */
    private static Der bits(byte[] bytes) {
        byte[] content = new byte[1 + bytes.length];
        System.arraycopy(bytes, 0, content, 1, bytes.length);
        return new Der.Primitive(Tag.BIT_STRING, content, 0, content.length);
    }

    /** A read envelope, the name of the key that it is for, and what that key needs. */
    record Addressed(
            EncryptedContent.Envelope envelope, CertificateName name, DerElement originatorKey, DerElement wrapped) {}

    static Addressed read(byte[] envelope) throws Unacceptable {
        EncryptedContent.Envelope read = EncryptedContent.read(envelope);
        DerElement recipient = read.recipient();
        Unacceptable.unless(
                recipient.tag() == EncryptedContent.AGREEMENT,
                Reason.NOT_SUITE_1,
                "inner recipient: not a key agreement");
        DerReader fields = recipient.members("inner recipient");
        DerElement version = fields.next(Tag.INTEGER);
        DerElement originator = fields.next(Tag.constructed(0)).only();
        @Nullable DerElement keyingMaterial = fields.nextIf(Tag.constructed(1));
        DerElement algorithm = fields.next(Tag.SEQUENCE);
        DerElement keys = fields.next(Tag.SEQUENCE);
        fields.end();
        Unacceptable.unless(
                version.equals(VERSION) && keyingMaterial == null && algorithm.equals(Suite1.ECDH_X963_SHA256),
                Reason.NOT_SUITE_1,
                "inner recipient: other than ECDH, X9.63 with SHA-256, AES-256 key wrap");
        DerElement originatorKey = originatorKey(originator);
        int count = keys.count();
        if (count != 1) {
            throw new Unacceptable(Reason.NOT_ONE_RECIPIENT, "inner recipient: " + count + " keys");
        }
        DerReader key = keys.only().members(Tag.SEQUENCE, "inner recipient");
        DerElement identifier = key.any();
        DerElement wrapped = key.next(Tag.OCTET_STRING);
        key.end();
        Unacceptable.unless(
                identifier.tag() == Tag.SEQUENCE,
                Reason.NOT_SUITE_1,
                "inner recipient: not named by issuer and serial number");
        CertificateName name = CertificateName.read(identifier, "inner recipient's name");
        return new Addressed(read, name, originatorKey, wrapped);
    }

    private static DerElement originatorKey(DerElement originator) throws Unacceptable {
        Unacceptable.unless(
                originator.tag() == Tag.constructed(1),
                Reason.NOT_SUITE_1,
                "inner recipient: the originator gave no key of its own");
        DerReader fields = originator.members("originator");
        DerElement algorithm = fields.next(Tag.SEQUENCE);
        DerElement key = fields.next(Tag.BIT_STRING);
        fields.end();
        Unacceptable.unless(
                isCurve(algorithm) && key.unusedBits() == 0,
                Reason.NOT_SUITE_1,
                "inner recipient: the originator gave no P-256 key of its own");
        return key;
    }

    /** Absent or NULL parameters mean the recipient's curve (RFC 5753 section 7.1.2); Bouncy Castle writes NULL. */
    private static boolean isCurve(DerElement algorithm) {
        return algorithm.equals(Suite1.EC_PUBLIC_KEY)
                || algorithm.equals(Suite1.EC_PUBLIC_KEY_NULL)
                || algorithm.equals(Suite1.EC_PUBLIC_KEY_P256);
    }

    byte[] open(Addressed addressed, PrivateKey own, CertificateName name) throws Unacceptable {
        byte[] bits = addressed.originatorKey().content();
        PublicKey ephemeral = arithmetic
                .p256()
                .publicKeyOfPoint(Arrays.copyOfRange(bits, 1, bits.length))
                .orElseThrow(() -> new Unacceptable(
                        Reason.NOT_SUITE_1, "inner recipient: the originator's key is no point of P-256"));
        Unacceptable.unless(
                addressed.name().equals(name),
                Reason.UNKNOWN_KEY,
                "inner recipient: not the P-256 key that belongs to the outer layer's");
        SecretKey contentKey = arithmetic
                .keyWrap()
                .unwrap(kek(own, ephemeral), addressed.wrapped().content())
                .orElseThrow(() -> new Unacceptable(Reason.UNDECIPHERABLE, "inner layer: the key does not unwrap"));
        return encrypted.decrypt(addressed.envelope(), contentKey);
    }

    private SecretKey kek(PrivateKey own, PublicKey other) {
        byte[] secret = arithmetic.p256().agree(own, other);
        return Gcm.key(arithmetic.hash().x963(secret, Suite1.ECDH_SHARED_INFO));
    }
}
