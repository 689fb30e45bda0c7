package eu.vigil.pki.seal;

import java.util.Arrays;
import java.util.Optional;

/**
 * Looks over all of the bytes that claim to be DER (X.690 sections 8, 10 and 11), once and before anything is made of them: definite
 * lengths in their shortest form that fit into each other, nothing after the end, bounded depth and number of elements, values in
 * the only form that they have, sets in order.
 *
 * <p>What it cannot see is the order of a set whose tag a field has replaced, and defaults that are written nevertheless: whoever
 * knows the field looks.
 */
final class DerShape {
    /** The deepest is the issuer's name in signing-certificate-v2: 18. */
    static final int DEPTH_MAX = 24;

    /** A certificate has about 120. */
    static final int ELEMENTS_MAX = 2048;

    private static final int CONSTRUCTED = 0x20;
    private static final int CLASS = 0xC0;
    private static final int NUMBER = 0x1F;
    private static final int SEQUENCE = 0x10;
    private static final int SET = 0x11;

    private final byte[] bytes;
    private int elements;

    private DerShape(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What is wrong; empty if the bytes are one value in DER. */
    static Optional<String> fault(byte[] bytes) {
        if (bytes.length == 0) {
            return Optional.of("nothing at all");
        }
        DerShape shape = new DerShape(bytes);
        try {
            int end = shape.element(0, bytes.length, 1);
            return end == bytes.length
                    ? Optional.empty()
                    : Optional.of("%d bytes after the end".formatted(bytes.length - end));
        } catch (Misshapen fault) {
            return Optional.of(fault.getMessage());
        }
    }

    /** Returns where the element that begins at {@code start} ends. */
    private int element(int start, int limit, int depth) throws Misshapen {
        require(depth <= DEPTH_MAX, "deeper than " + DEPTH_MAX, start);
        require(++elements <= ELEMENTS_MAX, "more than " + ELEMENTS_MAX + " elements", start);
        require(limit - start >= 2, "cut off", start);
        int tag = bytes[start] & 0xFF;
        int number = tag & NUMBER;
        boolean constructed = (tag & CONSTRUCTED) != 0;
        boolean universal = (tag & CLASS) == 0;
        require(number != NUMBER, "tag number above 30", start);
        if (universal) {
            require(number != 0, "end-of-contents octets", start);
            require(constructed == (number == SEQUENCE || number == SET), "wrong form of a universal type", start);
        }
        int length = bytes[start + 1] & 0xFF;
        int content = start + 2;
        if (length >= 0x80) {
            int lengthBytes = length & 0x7F;
            require(lengthBytes >= 1, "indefinite length (BER)", start);
            require(lengthBytes <= 3, "length of more than 3 bytes", start);
            require(limit - content >= lengthBytes, "cut off", start);
            length = 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = (length << 8) | (bytes[content + i] & 0xFF);
            }
            content += lengthBytes;
            require(
                    length >= (lengthBytes == 1 ? 0x80 : 1 << (8 * (lengthBytes - 1))),
                    "length not in shortest form",
                    start);
        }
        require(length <= limit - content, "longer than what holds it", start);
        int end = content + length;
        if (constructed) {
            members(content, end, universal && number == SET, depth + 1);
        } else if (universal) {
            String fault = DerContents.fault(number, bytes, content, end);
            if (fault != null) {
                throw new Misshapen(fault, start);
            }
        }
        return end;
    }

    private void members(int from, int end, boolean inOrder, int depth) throws Misshapen {
        int before = from;
        int at = from;
        while (at < end) {
            int next = element(at, end, depth);
            require(!inOrder || at == from || ascending(bytes, before, at, next), "a set that is not in order", at);
            before = at;
            at = next;
        }
    }

    /**
     * Whether two members of a set stand in the order of DER (X.690 section 11.6, and 10.3 if they are of several types).
     *
     * @param first where the one begins
     * @param second where it ends and the other begins
     * @param end where that ends
     */
    static boolean ascending(byte[] bytes, int first, int second, int end) {
        int one = bytes[first] & 0xFF & ~CONSTRUCTED;
        int other = bytes[second] & 0xFF & ~CONSTRUCTED;
        return one == other
                ? Arrays.compareUnsigned(bytes, first + 1, second, bytes, second + 1, end) <= 0
                : one < other;
    }

    private static void require(boolean right, String fault, int at) throws Misshapen {
        if (!right) {
            throw new Misshapen(fault, at);
        }
    }

    private static final class Misshapen extends Exception {
        private static final long serialVersionUID = 1L;

        Misshapen(String fault, int at) {
            super("%s, at byte %d".formatted(fault, at), null, false, false);
        }
    }
}
