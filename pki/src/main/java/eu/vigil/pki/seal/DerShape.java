package eu.vigil.pki.seal;

import java.util.Optional;

/**
 * Looks over the skeleton of bytes that claim to be DER (X.690 section 10), before any parser allocates for them: definite lengths
 * in their shortest form that fit into each other, nothing after the end, bounded depth and number of elements.
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

    /** What is wrong; empty if the bytes are one value of the right shape. */
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
        require(number != NUMBER, "tag number above 30", start);
        if ((tag & CLASS) == 0) {
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
            int at = content;
            while (at < end) {
                at = element(at, end, depth + 1);
            }
        }
        return end;
    }

    private static void require(boolean right, String fault, int at) throws Misshapen {
        if (!right) {
            throw new Misshapen("%s, at byte %d".formatted(fault, at));
        }
    }

    private static final class Misshapen extends Exception {
        private static final long serialVersionUID = 1L;

        Misshapen(String message) {
            super(message, null, false, false);
        }
    }
}
