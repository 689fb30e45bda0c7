package eu.vigil.pki.seal;

import eu.vigil.pki.arithmetic.Arithmetic;
import eu.vigil.pki.arithmetic.Gcm;
import eu.vigil.pki.arithmetic.MlKem768;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KEMRecipientInfo;
import org.bouncycastle.asn1.cms.OtherRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientInfo;

/** The outer layer: an envelope for an ML-KEM-768 key (RFC 9629 section 3, RFC 9936). */
final class LatticeLayer {
    private final Arithmetic arithmetic;
    private final EncryptedContent encrypted;

    LatticeLayer(Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
        this.encrypted = new EncryptedContent(arithmetic.gcm());
    }

    byte[] close(byte[] content, PublicKey to, IssuerAndSerialNumber name, SecureRandom random) {
        MlKem768.Encapsulated encapsulated = arithmetic.mlKem768().encapsulate(to, random);
        SecretKey contentKey = EncryptedContent.newContentKey(random);
        byte[] wrapped = arithmetic.keyWrap().wrap(kek(encapsulated.secret()), contentKey);
        KEMRecipientInfo recipient =
                recipient(name, new DEROctetString(encapsulated.encapsulation()), new DEROctetString(wrapped));
        RecipientInfo info = new RecipientInfo(new OtherRecipientInfo(CMSObjectIdentifiers.id_ori_kem, recipient));
        return encrypted.write(info, contentKey, content, random);
    }

    /** A read envelope, and the name of the key that it is for. */
    record Addressed(EncryptedContent.Envelope envelope, KEMRecipientInfo recipient, IssuerAndSerialNumber name) {}

    static Addressed read(byte[] sealed) throws Unacceptable {
        EncryptedContent.Envelope envelope = EncryptedContent.read(sealed);
        if (!(envelope.recipient() instanceof OtherRecipientInfo other
                && CMSObjectIdentifiers.id_ori_kem.equals(other.getType()))) {
            throw new Unacceptable(Reason.NOT_SUITE_1, "outer recipient: not a key encapsulation");
        }
        KEMRecipientInfo recipient = Der.part(other.getValue(), "outer recipient", KEMRecipientInfo::getInstance);
        Unacceptable.unless(
                !recipient.getRecipientIdentifier().isTagged(),
                Reason.NOT_SUITE_1,
                "outer recipient: not named by issuer and serial number");
        IssuerAndSerialNumber name = Der.part(
                recipient.getRecipientIdentifier().toASN1Primitive(),
                "outer recipient's name",
                IssuerAndSerialNumber::getInstance);
        Unacceptable.unless(
                recipient(name, recipient.getKemct(), recipient.getEncryptedKey())
                        .equals(recipient),
                Reason.NOT_SUITE_1,
                "outer recipient: other than ML-KEM-768, HKDF with SHA-256, AES-256 key wrap");
        return new Addressed(envelope, recipient, name);
    }

    /** All there is to suite 1: what is read must be equal to what would be written. */
    private static KEMRecipientInfo recipient(
            IssuerAndSerialNumber name, ASN1OctetString encapsulation, ASN1OctetString wrapped) {
        return new KEMRecipientInfo(
                new RecipientIdentifier(name),
                Suite1.ML_KEM_768,
                encapsulation,
                Suite1.HKDF_SHA256,
                new ASN1Integer(Suite1.KEK_BYTES),
                null,
                Suite1.AES256_WRAP,
                wrapped);
    }

    byte[] open(Addressed addressed, PrivateKey own) throws Unacceptable {
        byte[] secret = arithmetic
                .mlKem768()
                .decapsulate(own, addressed.recipient().getKemct().getOctets())
                .orElseThrow(
                        () -> new Unacceptable(Reason.NOT_SUITE_1, "outer layer: not an encapsulation of 1088 bytes"));
        SecretKey contentKey = arithmetic
                .keyWrap()
                .unwrap(kek(secret), addressed.recipient().getEncryptedKey().getOctets())
                .orElseThrow(() -> new Unacceptable(Reason.UNDECIPHERABLE, "outer layer: the key does not unwrap"));
        return encrypted.decrypt(addressed.envelope(), contentKey);
    }

    private SecretKey kek(byte[] secret) {
        return Gcm.key(arithmetic.hash().hkdf(secret, Suite1.KEM_OTHER_INFO));
    }
}
