package eu.vigil.pki.seal;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.CMSAlgorithmProtection;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KEMRecipientInfo;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientInfo;
import org.bouncycastle.asn1.cms.OriginatorIdentifierOrKey;
import org.bouncycastle.asn1.cms.OtherRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientEncryptedKey;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;

/**
 * The measure of strictness: Bouncy Castle reads each part into a tree of the type that it must have, and the tree written again gives
 * the same bytes. Whether anything decrypts or verifies is not looked at.
 */
final class CastleReading {
    private CastleReading() {}

    /** The form of the outer layer. */
    static boolean readsOuter(byte[] bytes) {
        return reads(() -> {
            AuthEnvelopedData envelope = envelope(bytes);
            RecipientInfo info = RecipientInfo.getInstance(only(envelope.getRecipientInfos()));
            OtherRecipientInfo other = (OtherRecipientInfo) info.getInfo();
            same(new RecipientInfo(other), only(envelope.getRecipientInfos()));
            KEMRecipientInfo recipient = part(other.getValue(), KEMRecipientInfo::getInstance);
            part(recipient.getRecipientIdentifier().toASN1Primitive(), IssuerAndSerialNumber::getInstance);
        });
    }

    /** The form of the inner layer. */
    static boolean readsInner(byte[] bytes) {
        return reads(() -> {
            AuthEnvelopedData envelope = envelope(bytes);
            RecipientInfo info = RecipientInfo.getInstance(only(envelope.getRecipientInfos()));
            KeyAgreeRecipientInfo agreed = (KeyAgreeRecipientInfo) info.getInfo();
            same(new RecipientInfo(agreed), only(envelope.getRecipientInfos()));
            part(
                    agreed.getOriginator(),
                    raw -> new OriginatorIdentifierOrKey(
                            OriginatorIdentifierOrKey.getInstance(raw).getOriginatorKey()));
            part(only(agreed.getRecipientEncryptedKeys()), RecipientEncryptedKey::getInstance);
        });
    }

    /** The form of the signature, up to its certificates. */
    static boolean readsSigned(byte[] bytes) {
        return reads(() -> {
            SignedData signed = whole(bytes, CMSObjectIdentifiers.signedData, SignedData::getInstance);
            SignerInfo signer = part(only(signed.getSignerInfos()), SignerInfo::getInstance);
            part(signer.getSID().getId(), IssuerAndSerialNumber::getInstance);
            for (ASN1Encodable raw : signer.getAuthenticatedAttributes()) {
                attribute(part(raw, Attribute::getInstance));
            }
        });
    }

    private static void attribute(Attribute attribute) throws IOException {
        ASN1Encodable value = only(attribute.getAttrValues());
        ASN1ObjectIdentifier type = attribute.getAttrType();
        if (type.equals(CMSAttributes.signingTime)) {
            same(new Time(Time.getInstance(value).getDate()), value);
        } else if (type.equals(CMSAttributes.messageDigest)) {
            part(value, ASN1OctetString::getInstance);
        } else if (type.equals(CMSAttributes.cmsAlgorithmProtect)) {
            part(value, CMSAlgorithmProtection::getInstance);
        } else if (type.equals(PKCSObjectIdentifiers.id_aa_signingCertificateV2)) {
            part(only(ASN1Sequence.getInstance(only(ASN1Sequence.getInstance(value)))), ESSCertIDv2::getInstance);
        }
    }

    private static AuthEnvelopedData envelope(byte[] bytes) throws IOException {
        AuthEnvelopedData envelope =
                whole(bytes, CMSObjectIdentifiers.authEnvelopedData, AuthEnvelopedData::getInstance);
        part(
                envelope.getAuthEncryptedContentInfo()
                        .getContentEncryptionAlgorithm()
                        .getParameters(),
                GCMParameters::getInstance);
        return envelope;
    }

    private static <T extends ASN1Object> T whole(byte[] bytes, ASN1ObjectIdentifier type, Function<Object, T> reader)
            throws IOException {
        ContentInfo info = ContentInfo.getInstance(ASN1Primitive.fromByteArray(bytes));
        T content = reader.apply(info.getContent());
        if (!Arrays.equals(Castle.write(type, content), bytes)) {
            throw new IOException("another type, or not in DER");
        }
        return content;
    }

    private static <T extends ASN1Object> T part(ASN1Encodable raw, Function<Object, T> reader) throws IOException {
        T typed = reader.apply(raw);
        same(typed, raw);
        return typed;
    }

    private static void same(ASN1Object typed, ASN1Encodable raw) throws IOException {
        if (!Arrays.equals(
                typed.getEncoded(ASN1Encoding.DER), raw.toASN1Primitive().getEncoded(ASN1Encoding.DL))) {
            throw new IOException("holds what its type does not know");
        }
    }

    private static ASN1Encodable only(Iterable<ASN1Encodable> members) throws IOException {
        ASN1Encodable only = null;
        for (ASN1Encodable member : members) {
            if (only != null) {
                throw new IOException("more than one");
            }
            only = member;
        }
        if (only == null) {
            throw new IOException("none");
        }
        return only;
    }

    private interface Attempt {
        void read() throws IOException;
    }

    private static boolean reads(Attempt attempt) {
        try {
            attempt.read();
            return true;
        } catch (IOException | RuntimeException _) {
            // Bouncy Castle says with every kind of exception that a structure is another than asked for.
            return false;
        }
    }
}
