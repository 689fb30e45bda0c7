package eu.vigil.pki.seal;

import eu.vigil.pki.arithmetic.Arithmetic;
import eu.vigil.pki.arithmetic.Gcm;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientIdentifier;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientInfo;
import org.bouncycastle.asn1.cms.OriginatorIdentifierOrKey;
import org.bouncycastle.asn1.cms.OriginatorPublicKey;
import org.bouncycastle.asn1.cms.RecipientEncryptedKey;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** The inner layer: an envelope for a P-256 key by ephemeral-static ECDH (RFC 5753 section 3.1). {@code openssl cms -decrypt} opens it. */
final class CurveLayer {
    private final Arithmetic arithmetic;
    private final EncryptedContent encrypted;

    CurveLayer(Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
        this.encrypted = new EncryptedContent(arithmetic.gcm());
    }

    byte[] close(byte[] content, PublicKey to, IssuerAndSerialNumber name, SecureRandom random) {
        KeyPair ephemeral = arithmetic.p256().ephemeral(random);
        SecretKey contentKey = EncryptedContent.newContentKey(random);
        byte[] wrapped = arithmetic.keyWrap().wrap(kek(ephemeral.getPrivate(), to), contentKey);
        KeyAgreeRecipientInfo recipient = new KeyAgreeRecipientInfo(
                new OriginatorIdentifierOrKey(new OriginatorPublicKey(
                        Suite1.EC_PUBLIC_KEY, arithmetic.p256().point(ephemeral.getPublic()))),
                null,
                Suite1.ECDH_X963_SHA256,
                new DERSequence(
                        new RecipientEncryptedKey(new KeyAgreeRecipientIdentifier(name), new DEROctetString(wrapped))));
        return encrypted.write(new RecipientInfo(recipient), contentKey, content, random);
    }

    byte[] open(byte[] envelope, PrivateKey own, IssuerAndSerialNumber name) throws Unacceptable {
        EncryptedContent.Envelope read = EncryptedContent.read(envelope);
        ASN1Encodable info = read.recipient();
        if (!(info instanceof KeyAgreeRecipientInfo agreed)) {
            throw new Unacceptable(Reason.NOT_SUITE_1, "inner recipient: not a key agreement");
        }
        Unacceptable.unless(
                agreed.getVersion().hasValue(3)
                        && agreed.getUserKeyingMaterial() == null
                        && Suite1.ECDH_X963_SHA256.equals(agreed.getKeyEncryptionAlgorithm()),
                Reason.NOT_SUITE_1,
                "inner recipient: other than ECDH, X9.63 with SHA-256, AES-256 key wrap");
        PublicKey ephemeral = originator(agreed.getOriginator());
        Unacceptable.unless(
                agreed.getRecipientEncryptedKeys().size() == 1,
                Reason.NOT_ONE_RECIPIENT,
                "inner recipient: " + agreed.getRecipientEncryptedKeys().size() + " keys");
        byte[] wrapped = wrapped(agreed, name);
        SecretKey contentKey = arithmetic
                .keyWrap()
                .unwrap(kek(own, ephemeral), wrapped)
                .orElseThrow(() -> new Unacceptable(Reason.UNDECIPHERABLE, "inner layer: the key does not unwrap"));
        return encrypted.decrypt(read, contentKey);
    }

    private static byte[] wrapped(KeyAgreeRecipientInfo agreed, IssuerAndSerialNumber name) throws Unacceptable {
        RecipientEncryptedKey key = Der.part(
                agreed.getRecipientEncryptedKeys().getObjectAt(0),
                "inner recipient",
                RecipientEncryptedKey::getInstance);
        Unacceptable.unless(
                key.getIdentifier().getIssuerAndSerialNumber() != null,
                Reason.NOT_SUITE_1,
                "inner recipient: not named by issuer and serial number");
        Unacceptable.unless(
                name.equals(key.getIdentifier().getIssuerAndSerialNumber()),
                Reason.UNKNOWN_KEY,
                "inner recipient: not the P-256 key that belongs to the outer layer's");
        return key.getEncryptedKey().getOctets();
    }

    private PublicKey originator(OriginatorIdentifierOrKey originator) throws Unacceptable {
        Unacceptable.unless(
                originator.toASN1Primitive() instanceof ASN1TaggedObject tagged && tagged.hasContextTag(1),
                Reason.NOT_SUITE_1,
                "inner recipient: the originator gave no key of its own");
        OriginatorPublicKey key = Der.part(
                        originator,
                        "originator",
                        raw -> new OriginatorIdentifierOrKey(
                                OriginatorIdentifierOrKey.getInstance(raw).getOriginatorKey()))
                .getOriginatorKey();
        Unacceptable.unless(
                isCurve(key.getAlgorithm()) && key.getPublicKeyData().getPadBits() == 0,
                Reason.NOT_SUITE_1,
                "inner recipient: the originator gave no P-256 key of its own");
        return arithmetic
                .p256()
                .publicKeyOfPoint(key.getPublicKeyData().getOctets())
                .orElseThrow(() -> new Unacceptable(
                        Reason.NOT_SUITE_1, "inner recipient: the originator's key is no point of P-256"));
    }

    /** Absent or NULL parameters mean the recipient's curve (RFC 5753 section 7.1.2); Bouncy Castle writes NULL. */
    private static boolean isCurve(AlgorithmIdentifier algorithm) {
        ASN1Encodable parameters = algorithm.getParameters();
        return Suite1.EC_PUBLIC_KEY.getAlgorithm().equals(algorithm.getAlgorithm())
                && (parameters == null
                        || DERNull.INSTANCE.equals(parameters)
                        || SECObjectIdentifiers.secp256r1.equals(parameters));
    }

    private SecretKey kek(PrivateKey own, PublicKey other) {
        byte[] secret = arithmetic.p256().agree(own, other);
        return Gcm.key(arithmetic.hash().x963(secret, Suite1.ECDH_SHARED_INFO));
    }
}
