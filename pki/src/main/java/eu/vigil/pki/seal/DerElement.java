package eu.vigil.pki.seal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One value in DER where it stands among other bytes: nothing is copied before somebody asks. Equal to another of the same bytes.
 *
 * <p>Only bytes that {@link DerShape} has found without fault, or that this node has written, may be looked at in this way: lengths
 * are believed.
 */
final class DerElement implements Der {
    private final byte[] bytes;
    private final int start;
    private final int content;
    private final int end;

    /** The element that begins at {@code start}. */
    DerElement(byte[] bytes, int start) {
        int length = bytes[start + 1] & 0xFF;
        int at = start + 2;
        if (length >= 0x80) {
            int lengthBytes = length & 0x7F;
            length = 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = (length << 8) | (bytes[at++] & 0xFF);
            }
        }
        this.bytes = bytes;
        this.start = start;
        this.content = at;
        this.end = at + length;
    }

    /** What these bytes are from the first to the last. */
    DerElement(byte[] bytes) {
        this(bytes, 0);
    }

    int tag() {
        return bytes[start] & 0xFF;
    }

    /** Where it ends, among the bytes that it stands in. */
    int end() {
        return end;
    }

    /** How many bytes it holds. */
    int length() {
        return end - content;
    }

    /** A copy of the bytes that it holds. */
    byte[] content() {
        return Arrays.copyOfRange(bytes, content, end);
    }

    /** Whether it holds exactly these bytes. */
    boolean holds(byte[] expected) {
        return Arrays.equals(bytes, content, end, expected, 0, expected.length);
    }

    /** Whether it holds this element and nothing else. */
    boolean holdsOnly(DerElement member) {
        return Arrays.equals(bytes, content, end, member.bytes, member.start, member.end);
    }

    /** Whether both hold the same, under whatever tags. */
    boolean holdsThatOf(DerElement other) {
        return Arrays.equals(bytes, content, end, other.bytes, other.content, other.end);
    }

    /** A copy of the bytes that both hold, one after the other. */
    byte[] followedBy(DerElement other) {
        byte[] both = Arrays.copyOfRange(bytes, content, content + length() + other.length());
        System.arraycopy(other.bytes, other.content, both, length(), other.length());
        return both;
    }

    /** The bytes that it holds, to be read and not kept. */
    ByteBuffer view() {
        return ByteBuffer.wrap(bytes, content, end - content);
    }

    /** How many bits at the end of a BIT STRING are not its own. */
    int unusedBits() {
        return bytes[content];
    }

    /** The same element among no bytes but its own. */
    DerElement alone() {
        return new DerElement(written());
    }

    /** Goes over its members, if it is of this tag; {@code what} it is, is said in a refusal. */
    DerReader members(int tag, String what) throws Unacceptable {
        if (tag() != tag) {
            throw new Unacceptable(Reason.NOT_SUITE_1, "%s: tag %02x where %02x belongs".formatted(what, tag(), tag));
        }
        return members(what);
    }

    /** Goes over its members: it must be of a tag that has any. */
    DerReader members(String what) {
        return new DerReader(bytes, content, end, what);
    }

    /** Its only member. */
    DerElement only() throws Unacceptable {
        DerReader members = members("a value inside another");
        DerElement only = members.any();
        members.end();
        return only;
    }

    /** How many members it has. */
    int count() {
        int count = 0;
        for (int at = content; at < end; at = new DerElement(bytes, at).end) {
            count++;
        }
        return count;
    }

    /** Whether its members stand in the order of a set; {@link DerShape} knows a set only by the tag of one. */
    boolean inOrder() {
        int before = content;
        int at = content;
        while (at < end) {
            int next = new DerElement(bytes, at).end;
            if (at > content && !DerShape.ascending(bytes, before, at, next)) {
                return false;
            }
            before = at;
            at = next;
        }
        return true;
    }

    @Override
    public int size() {
        return end - start;
    }

    @Override
    public int write(byte[] to, int at) {
        System.arraycopy(bytes, start, to, at, end - start);
        return at + end - start;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DerElement element
                && Arrays.equals(bytes, start, end, element.bytes, element.start, element.end);
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(bytes, start, end - start).hashCode();
    }
}
