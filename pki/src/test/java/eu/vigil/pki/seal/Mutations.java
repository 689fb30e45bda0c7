package eu.vigil.pki.seal;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What may become of a message in DER: any bit turned, cut at any length, and any element of it left out, doubled, moved, renamed,
 * emptied, made longer or written otherwise, with all lengths around it right again.
 */
final class Mutations {
    private static final int[] TAGS = {
        0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x17, 0x18, 0x30, 0x31, 0x80, 0xA0, 0xA1, 0xA2
    };

    private Mutations() {}

    /** Every one of the first {@code bits} bits of each byte turned. */
    static void turned(byte[] good, int bits, Consumer<byte[]> each) {
        for (int i = 0; i < good.length; i++) {
            for (int bit = 0; bit < bits; bit++) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) (1 << bit);
                each.accept(bad);
            }
        }
    }

    static void cut(byte[] good, Consumer<byte[]> each) {
        for (int length = 0; length < good.length; length++) {
            each.accept(Arrays.copyOf(good, length));
        }
    }

    /** Each element changed in each way; some ways leave it as it is. */
    static void restructured(byte[] good, Consumer<byte[]> each) {
        int elements = elements(good, 0, good.length, new ArrayList<>()).size();
        for (int which = 0; which < elements; which++) {
            for (UnaryOperator<Element> way : ways()) {
                int[] left = {which};
                each.accept(rewritten(good, 0, good.length, left, way));
            }
        }
    }

    /** What is written instead of an element: tag, content, and how its length is written. */
    private record Element(int tag, byte[] content, boolean longLength, byte[] before, byte[] after) {
        Element(int tag, byte[] content) {
            this(tag, content, false, new byte[0], new byte[0]);
        }

        byte[] written() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(before);
            if (tag >= 0) {
                out.write(tag);
                if (longLength) {
                    out.writeBytes(new byte[] {
                        (byte) 0x83, (byte) (content.length >> 16), (byte) (content.length >> 8), (byte) content.length
                    });
                } else if (content.length < 0x80) {
                    out.write(content.length);
                } else if (content.length < 0x100) {
                    out.writeBytes(new byte[] {(byte) 0x81, (byte) content.length});
                } else {
                    out.writeBytes(new byte[] {(byte) 0x82, (byte) (content.length >> 8), (byte) content.length});
                }
                out.writeBytes(content);
            }
            out.writeBytes(after);
            return out.toByteArray();
        }
    }

    private static List<UnaryOperator<Element>> ways() {
        List<UnaryOperator<Element>> ways = new ArrayList<>();
        byte[] none = {};
        ways.add(e -> new Element(-1, none));
        ways.add(e -> new Element(e.tag, e.content, false, new Element(e.tag, e.content).written(), none));
        ways.add(e -> new Element(e.tag, e.content, false, new byte[] {5, 0}, none));
        ways.add(e -> new Element(e.tag, e.content, false, none, new byte[] {2, 1, 7}));
        ways.add(e -> new Element(e.tag, e.content, true, none, none));
        ways.add(e -> new Element(e.tag, none));
        ways.add(e -> new Element(5, none));
        ways.add(e -> new Element(0x30, new Element(e.tag, e.content).written()));
        ways.add(e -> new Element(e.tag, joined(e.content, new byte[] {5, 0})));
        ways.add(e -> new Element(e.tag, joined(new byte[] {2, 1, 0}, e.content)));
        ways.add(e -> new Element(e.tag, joined(new byte[] {0}, e.content)));
        ways.add(e -> new Element(e.tag, joined(new byte[] {(byte) 0xff}, e.content)));
        ways.add(e -> new Element(e.tag, Arrays.copyOf(e.content, Math.max(0, e.content.length - 1))));
        ways.add(e -> new Element(e.tag, turnedAround(e)));
        for (int tag : TAGS) {
            ways.add(e -> new Element(tag, e.content));
        }
        return ways;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** Its members in the opposite order. */
    private static byte[] turnedAround(Element element) {
        if ((element.tag & 0x20) == 0) {
            return element.content;
        }
        byte[] around = {};
        for (int at = 0; at < element.content.length; ) {
            int end = end(element.content, at);
            around = joined(Arrays.copyOfRange(element.content, at, end), around);
            at = end;
        }
        return around;
    }

    private static List<Integer> elements(byte[] bytes, int from, int to, List<Integer> found) {
        for (int at = from; at < to; at = end(bytes, at)) {
            found.add(at);
            if ((bytes[at] & 0x20) != 0) {
                elements(bytes, content(bytes, at), end(bytes, at), found);
            }
        }
        return found;
    }

    private static byte[] rewritten(byte[] bytes, int from, int to, int[] left, UnaryOperator<Element> way) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = from; at < to; at = end(bytes, at)) {
            boolean chosen = left[0]-- == 0;
            int content = content(bytes, at);
            int end = end(bytes, at);
            byte[] inside = (bytes[at] & 0x20) != 0
                    ? rewritten(bytes, content, end, left, way)
                    : Arrays.copyOfRange(bytes, content, end);
            Element element = new Element(bytes[at] & 0xFF, inside);
            out.writeBytes((chosen ? way.apply(element) : element).written());
        }
        return out.toByteArray();
    }

    private static int content(byte[] bytes, int at) {
        int length = bytes[at + 1] & 0xFF;
        return at + 2 + (length < 0x80 ? 0 : length & 0x7F);
    }

    private static int end(byte[] bytes, int at) {
        int content = content(bytes, at);
        int length = 0;
        if ((bytes[at + 1] & 0xFF) < 0x80) {
            return content + bytes[at + 1];
        }
        for (int i = at + 2; i < content; i++) {
            length = (length << 8) | (bytes[i] & 0xFF);
        }
        return content + length;
    }
}
