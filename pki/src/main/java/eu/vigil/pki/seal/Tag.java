package eu.vigil.pki.seal;

/** The first byte of an element: class, form and number in one (X.690 section 8.1.2). */
final class Tag {
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int UTC_TIME = 0x17;
    static final int GENERALIZED_TIME = 0x18;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    private Tag() {}

    /** A field's own tag, around a whole value (EXPLICIT) or instead of the tag of a SEQUENCE or SET (IMPLICIT). */
    static int constructed(int field) {
        return 0xA0 | field;
    }

    /** A field's own tag instead of that of a value without members (IMPLICIT). */
    static int primitive(int field) {
        return 0x80 | field;
    }
}
