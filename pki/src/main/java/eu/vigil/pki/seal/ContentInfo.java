package eu.vigil.pki.seal;

import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.jspecify.annotations.Nullable;

/** ContentInfo (RFC 5652 section 3): a content and what it is. */
final class ContentInfo {
    private ContentInfo() {}

    static byte[] write(DerElement type, Der content) {
        return Der.sequence(type, new Der.Constructed(Tag.constructed(0), content))
                .written();
    }

    /** id-data (RFC 5652 section 4) with its bytes, as a signature encapsulates it. */
    static Der data(byte[] bytes) {
        return Der.sequence(Suite1.DATA, new Der.Constructed(Tag.constructed(0), Der.octets(bytes)));
    }

    /** The content of bytes that must be DER in all depth, of the type asked for. */
    static DerElement read(byte[] bytes, DerElement type) throws Unacceptable {
        Optional<String> fault = DerShape.fault(bytes);
        if (fault.isPresent()) {
            throw new Unacceptable(Reason.NOT_DER, fault.get());
        }
        DerReader fields = new DerElement(bytes).members(Tag.SEQUENCE, "ContentInfo");
        DerElement found = fields.next(Tag.OBJECT_IDENTIFIER);
        DerElement content = fields.nextIf(Tag.constructed(0));
        fields.end();
        if (content == null || !found.equals(type)) {
            throw new Unacceptable(
                    Reason.NOT_SUITE_1, "a content of type " + dotted(found) + " instead of " + dotted(type));
        }
        return content.only();
    }

    /** The octets that an encapsulated id-data holds. */
    static DerElement data(DerElement encapsulated) throws Unacceptable {
        DerReader fields = encapsulated.members("signed content");
        DerElement type = fields.next(Tag.OBJECT_IDENTIFIER);
        DerElement content = fields.nextIf(Tag.constructed(0));
        fields.end();
        @Nullable DerElement octets = content == null ? null : content.only();
        if (octets == null || octets.tag() != Tag.OCTET_STRING || !type.equals(Suite1.DATA)) {
            throw new Unacceptable(Reason.NOT_SUITE_1, "the signed content is not id-data with its bytes");
        }
        return octets;
    }

    /** An object identifier as people write it. */
    static String dotted(DerElement identifier) {
        try {
            return ASN1ObjectIdentifier.getInstance(ASN1Primitive.fromByteArray(identifier.written()))
                    .getId();
        } catch (IOException | RuntimeException _) {
            // Bouncy Castle reads none of more than 4 KiB.
            return "of %d bytes".formatted(identifier.length());
        }
    }
}
