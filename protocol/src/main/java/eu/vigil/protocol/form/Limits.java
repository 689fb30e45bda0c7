package eu.vigil.protocol.form;

/** What a message may weigh. Checked before anything is parsed. */
public final class Limits {
    /** A serialized message, before it is signed. */
    public static final int MESSAGE_BYTES_MAX = 128 * 1024;

    /** A draft as JSON, with its notes. */
    public static final int DRAFT_CHARS_MAX = 512 * 1024;

    /** How deep messages may nest, on the wire and in a draft. */
    public static final int DEPTH_MAX = 20;

    /** How many violations are told at once. */
    public static final int VIOLATIONS_MAX = 200;

    private Limits() {}
}
