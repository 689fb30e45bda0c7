package eu.vigil.pki.seal;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;

/** ContentInfo (RFC 5652 section 3) in DER and nothing but DER. */
final class Der {
    private Der() {}

    static byte[] write(ASN1ObjectIdentifier type, ASN1Encodable content) {
        return Suite1.der(new ContentInfo(type, content));
    }

    /**
     * The content of a ContentInfo. That it is DER in all depth, sorted sets and absent defaults too, is certain because it comes out
     * the same when written again.
     */
    static <T extends ASN1Object> T read(byte[] bytes, ASN1ObjectIdentifier type, Function<Object, T> reader)
            throws Unacceptable {
        Optional<String> fault = DerShape.fault(bytes);
        if (fault.isPresent()) {
            throw new Unacceptable(Reason.NOT_DER, fault.get());
        }
        T content;
        byte[] again;
        ASN1ObjectIdentifier found;
        try {
            ContentInfo info = ContentInfo.getInstance(ASN1Primitive.fromByteArray(bytes));
            found = info.getContentType();
            content = reader.apply(type.equals(found) ? info.getContent() : null);
            again = content == null ? bytes : Suite1.der(new ContentInfo(found, content));
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle says with every kind of exception that a structure is another than asked for.
            throw new Unacceptable(Reason.NOT_SUITE_1, String.valueOf(e.getMessage()));
        }
        Unacceptable.unless(
                type.equals(found) && content != null,
                Reason.NOT_SUITE_1,
                "a content of type " + found + " instead of " + type);
        Unacceptable.unless(
                Arrays.equals(bytes, again),
                Reason.NOT_DER,
                "BER, or fields that nobody knows: written as DER it differs");
        return content;
    }

    /**
     * One part of what {@link #read} returned, of a type; refused if it is not of that type, or holds more than the type knows.
     *
     * <p>As the whole is known to be DER, what came is taken in the order in which it came (DL), not sorted once more.
     *
     * <p>Bouncy Castle leaves the members of sets and open types as they came and looks at them only when asked.
     */
    static <T extends ASN1Object> T part(ASN1Encodable raw, String what, Function<Object, T> reader)
            throws Unacceptable {
        T typed;
        boolean same;
        try {
            typed = reader.apply(raw);
            same = typed != null
                    && Arrays.equals(Suite1.der(typed), raw.toASN1Primitive().getEncoded(ASN1Encoding.DL));
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle says with every kind of exception that a structure is another than asked for.
            throw new Unacceptable(Reason.NOT_SUITE_1, what + ": " + e.getMessage());
        }
        Unacceptable.unless(same, Reason.NOT_SUITE_1, what + ": holds fields that nobody knows");
        return typed;
    }

    /** The bytes that an id-data content holds (RFC 5652 section 4). */
    static byte[] data(ContentInfo encapsulated) throws Unacceptable {
        Unacceptable.unless(
                CMSObjectIdentifiers.data.equals(encapsulated.getContentType())
                        && encapsulated.getContent() instanceof ASN1OctetString,
                Reason.NOT_SUITE_1,
                "the signed content is not id-data with its bytes");
        return ((ASN1OctetString) encapsulated.getContent()).getOctets();
    }

    static ContentInfo ofData(byte[] data) {
        return new ContentInfo(CMSObjectIdentifiers.data, new DEROctetString(data));
    }
}
