package eu.vigil.pki.seal;

import eu.vigil.pki.arithmetic.Gcm;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.KEKRecipientInfo;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientInfo;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.OtherRecipientInfo;
import org.bouncycastle.asn1.cms.PasswordRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * AuthEnvelopedData (RFC 5083) with AES-256-GCM (RFC 5084), content type id-data, no authenticated attributes, one recipient: what
 * both layers have in common.
 *
 * <p>OpenSSL 3.0 cannot read authenticated attributes.
 */
final class EncryptedContent {
    private static final byte[] NO_ADDITIONAL_DATA = {};

    private final Gcm gcm;

    EncryptedContent(Gcm gcm) {
        this.gcm = gcm;
    }

    /** The envelope of {@code content} under a content key that {@code recipient} holds wrapped. */
    byte[] write(RecipientInfo recipient, SecretKey contentKey, byte[] content, SecureRandom random) {
        byte[] nonce = new byte[Gcm.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] encrypted = gcm.encrypt(contentKey, nonce, NO_ADDITIONAL_DATA, content);
        int tagAt = encrypted.length - Gcm.TAG_BYTES;
        EncryptedContentInfo info = new EncryptedContentInfo(
                CMSObjectIdentifiers.data, algorithm(nonce), new DEROctetString(Arrays.copyOf(encrypted, tagAt)));
        AuthEnvelopedData envelope = new AuthEnvelopedData(
                null,
                new DERSet(recipient),
                info,
                null,
                new DEROctetString(Arrays.copyOfRange(encrypted, tagAt, encrypted.length)),
                null);
        return Der.write(CMSObjectIdentifiers.authEnvelopedData, envelope);
    }

    /** A content key of its own for each envelope, so that no nonce can repeat under it. */
    static SecretKey newContentKey(SecureRandom random) {
        byte[] key = new byte[Gcm.KEY_BYTES];
        random.nextBytes(key);
        return Gcm.key(key);
    }

    /** An envelope whose form is right, not yet decrypted. */
    static final class Envelope {
        private final ASN1Encodable recipient;
        private final byte[] nonce;
        private final byte[] ciphertextAndTag;

        private Envelope(ASN1Encodable recipient, byte[] nonce, byte[] ciphertextAndTag) {
            this.recipient = recipient;
            this.nonce = nonce;
            this.ciphertextAndTag = ciphertextAndTag;
        }

        /** What its only recipient needs: of one of Bouncy Castle's types. */
        ASN1Encodable recipient() {
            return recipient;
        }
    }

    static Envelope read(byte[] envelope) throws Unacceptable {
        AuthEnvelopedData read =
                Der.read(envelope, CMSObjectIdentifiers.authEnvelopedData, AuthEnvelopedData::getInstance);
        int recipients = read.getRecipientInfos().size();
        Unacceptable.unless(recipients == 1, Reason.NOT_ONE_RECIPIENT, recipients + " recipients");
        ASN1Encodable raw = read.getRecipientInfos().getObjectAt(0);
        ASN1Encodable recipient =
                Der.part(raw, "recipient", EncryptedContent::recipient).getInfo();
        Unacceptable.unless(
                read.getOriginatorInfo() == null && read.getAuthAttrs() == null && read.getUnauthAttrs() == null,
                Reason.NOT_SUITE_1,
                "originator info or attributes in an envelope");
        EncryptedContentInfo info = read.getAuthEncryptedContentInfo();
        ASN1OctetString encrypted = info.getEncryptedContent();
        Unacceptable.unless(
                CMSObjectIdentifiers.data.equals(info.getContentType()) && encrypted != null,
                Reason.NOT_SUITE_1,
                "the encrypted content is not id-data with its bytes");
        byte[] nonce = nonce(info.getContentEncryptionAlgorithm());
        byte[] ciphertext = encrypted.getOctets();
        byte[] tag = read.getMac().getOctets();
        Unacceptable.unless(tag.length == Gcm.TAG_BYTES, Reason.NOT_SUITE_1, "a tag of " + tag.length + " bytes");
        byte[] both = Arrays.copyOf(ciphertext, ciphertext.length + tag.length);
        System.arraycopy(tag, 0, both, ciphertext.length, tag.length);
        return new Envelope(recipient, nonce, both);
    }

    /** Built anew from the type inside, so that comparing the two shows what that type does not know. */
    private static RecipientInfo recipient(Object raw) {
        return switch (RecipientInfo.getInstance(raw).getInfo()) {
            case KeyAgreeRecipientInfo agreed -> new RecipientInfo(agreed);
            case OtherRecipientInfo other -> new RecipientInfo(other);
            case KeyTransRecipientInfo _ -> throw new IllegalArgumentException("key transport");
            case KEKRecipientInfo _ -> throw new IllegalArgumentException("a key that was agreed before");
            case PasswordRecipientInfo _ -> throw new IllegalArgumentException("a password");
            case ASN1Encodable other -> throw new IllegalArgumentException("of type " + other.getClass());
        };
    }

    /** What the envelope holds. */
    byte[] decrypt(Envelope envelope, SecretKey contentKey) throws Unacceptable {
        return gcm.decrypt(contentKey, envelope.nonce, NO_ADDITIONAL_DATA, envelope.ciphertextAndTag)
                .orElseThrow(() -> new Unacceptable(Reason.UNDECIPHERABLE, "the content's tag is not right"));
    }

    private static byte[] nonce(AlgorithmIdentifier algorithm) throws Unacceptable {
        ASN1Encodable parameters = algorithm.getParameters();
        Unacceptable.unless(parameters != null, Reason.NOT_SUITE_1, "content encryption: without parameters");
        byte[] nonce = Der.part(parameters, "content encryption", GCMParameters::getInstance)
                .getNonce();
        Unacceptable.unless(
                nonce.length == Gcm.NONCE_BYTES && algorithm(nonce).equals(algorithm),
                Reason.NOT_SUITE_1,
                "content encryption other than AES-256-GCM with a nonce of 12 and a tag of 16 bytes");
        return nonce;
    }

    private static AlgorithmIdentifier algorithm(byte[] nonce) {
        return new AlgorithmIdentifier(Suite1.AES256_GCM, new GCMParameters(nonce, Gcm.TAG_BYTES));
    }
}
