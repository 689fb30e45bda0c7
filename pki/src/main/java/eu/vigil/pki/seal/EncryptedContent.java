package eu.vigil.pki.seal;

import eu.vigil.pki.arithmetic.Gcm;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * AuthEnvelopedData (RFC 5083) with AES-256-GCM (RFC 5084), content type id-data, no authenticated attributes, one recipient: what
 * both layers have in common.
 *
 * <p>OpenSSL 3.0 cannot read authenticated attributes.
 */
final class EncryptedContent {
    private static final byte[] NO_ADDITIONAL_DATA = {};
    private static final DerElement VERSION = Suite1.integer(0);
    private static final DerElement TAG_BYTES = Suite1.integer(Gcm.TAG_BYTES);

    private final Gcm gcm;

    EncryptedContent(Gcm gcm) {
        this.gcm = gcm;
    }

    /** The envelope of {@code content} under a content key that {@code recipient} holds wrapped. */
    byte[] write(Der recipient, SecretKey contentKey, byte[] content, SecureRandom random) {
        byte[] nonce = new byte[Gcm.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] encrypted = gcm.encrypt(contentKey, nonce, NO_ADDITIONAL_DATA, content);
        int tagAt = encrypted.length - Gcm.TAG_BYTES;
        Der algorithm = Der.sequence(Suite1.AES256_GCM, Der.sequence(Der.octets(nonce), TAG_BYTES));
        Der info = Der.sequence(Suite1.DATA, algorithm, new Der.Primitive(Tag.primitive(0), encrypted, 0, tagAt));
        Der tag = new Der.Primitive(Tag.OCTET_STRING, encrypted, tagAt, encrypted.length);
        return ContentInfo.write(Suite1.AUTH_ENVELOPED_DATA, Der.sequence(VERSION, Der.set(recipient), info, tag));
    }

    /** A content key of its own for each envelope, so that no nonce can repeat under it. */
    static SecretKey newContentKey(SecureRandom random) {
        byte[] key = new byte[Gcm.KEY_BYTES];
        random.nextBytes(key);
        return Gcm.key(key);
    }

    /**
     * An envelope whose form is right, not yet decrypted.
     *
     * @param recipient what its only recipient needs: of type {@link #AGREEMENT} or {@link #OTHER}
     */
    record Envelope(DerElement recipient, DerElement nonce, DerElement ciphertext, DerElement tag) {}

    static Envelope read(byte[] envelope) throws Unacceptable {
        DerReader fields =
                ContentInfo.read(envelope, Suite1.AUTH_ENVELOPED_DATA).members(Tag.SEQUENCE, "envelope");
        DerElement version = fields.next(Tag.INTEGER);
        @Nullable DerElement originator = fields.nextIf(Tag.constructed(0));
        DerElement recipients = fields.next(Tag.SET);
        DerElement info = fields.next(Tag.SEQUENCE);
        @Nullable DerElement authenticated = fields.nextIf(Tag.constructed(1));
        DerElement tag = fields.next(Tag.OCTET_STRING);
        @Nullable DerElement unauthenticated = fields.nextIf(Tag.constructed(2));
        fields.end();
        Unacceptable.unless(version.equals(VERSION), Reason.NOT_SUITE_1, "envelope: a version other than 0");
        DerElement recipient = recipient(recipients);
        Unacceptable.unless(
                originator == null && authenticated == null && unauthenticated == null,
                Reason.NOT_SUITE_1,
                "originator info or attributes in an envelope");
        if (tag.length() != Gcm.TAG_BYTES) {
            throw new Unacceptable(Reason.NOT_SUITE_1, "a tag of " + tag.length() + " bytes");
        }
        DerReader encrypted = info.members("encrypted content");
        DerElement type = encrypted.next(Tag.OBJECT_IDENTIFIER);
        DerElement algorithm = encrypted.next(Tag.SEQUENCE);
        @Nullable DerElement ciphertext = encrypted.nextIf(Tag.primitive(0));
        encrypted.end();
        if (ciphertext == null || !type.equals(Suite1.DATA)) {
            throw new Unacceptable(Reason.NOT_SUITE_1, "the encrypted content is not id-data with its bytes");
        }
        return new Envelope(recipient, nonce(algorithm), ciphertext, tag);
    }

    /** A recipient who shares a secret by key agreement (RFC 5652 section 6.2). */
    static final int AGREEMENT = Tag.constructed(1);

    /** A recipient of a kind that a later standard has added. */
    static final int OTHER = Tag.constructed(4);

    private static DerElement recipient(DerElement recipients) throws Unacceptable {
        int count = recipients.count();
        if (count != 1) {
            throw new Unacceptable(Reason.NOT_ONE_RECIPIENT, count + " recipients");
        }
        DerElement recipient = recipients.only();
        int tag = recipient.tag();
        if (tag != AGREEMENT && tag != OTHER) {
            throw new Unacceptable(Reason.NOT_SUITE_1, "recipient: " + otherwise(tag));
        }
        return recipient;
    }

    private static String otherwise(int tag) {
        if (tag == Tag.SEQUENCE) {
            return "key transport";
        }
        if (tag == Tag.constructed(2)) {
            return "a key that was agreed before";
        }
        return tag == Tag.constructed(3) ? "a password" : "of a type that nobody knows";
    }

    /** What the envelope holds. */
    byte[] decrypt(Envelope envelope, SecretKey contentKey) throws Unacceptable {
        return gcm.decrypt(
                        contentKey,
                        envelope.nonce.content(),
                        NO_ADDITIONAL_DATA,
                        envelope.ciphertext.followedBy(envelope.tag))
                .orElseThrow(() -> new Unacceptable(Reason.UNDECIPHERABLE, "the content's tag is not right"));
    }

    private static DerElement nonce(DerElement algorithm) throws Unacceptable {
        DerReader fields = algorithm.members("content encryption");
        DerElement type = fields.next(Tag.OBJECT_IDENTIFIER);
        Unacceptable.unless(fields.hasNext(), Reason.NOT_SUITE_1, "content encryption: without parameters");
        DerReader parameters = fields.members(Tag.SEQUENCE);
        fields.end();
        DerElement nonce = parameters.next(Tag.OCTET_STRING);
        @Nullable DerElement tagBytes = parameters.nextIf(Tag.INTEGER);
        parameters.end();
        Unacceptable.unless(
                type.equals(Suite1.AES256_GCM) && nonce.length() == Gcm.NONCE_BYTES && TAG_BYTES.equals(tagBytes),
                Reason.NOT_SUITE_1,
                "content encryption other than AES-256-GCM with a nonce of 12 and a tag of 16 bytes");
        return nonce;
    }
}
