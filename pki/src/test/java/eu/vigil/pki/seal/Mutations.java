package eu.vigil.pki.seal;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

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
            for (Function<Element, ByteString> way : ways()) {
                int[] left = {which};
                each.accept(rewritten(good, 0, good.length, left, way).toByteArray());
            }
        }
    }

    /** What is written instead of an element: tag, content, and how its length is written. */
    private record Element(int tag, ByteString content, boolean longLength, ByteString before, ByteString after) {
        Element(int tag, ByteString content) {
            this(tag, content, false, ByteString.EMPTY, ByteString.EMPTY);
        }

        ByteString written() {
            return before.concat(bytes(tag)).concat(length()).concat(content).concat(after);
        }

        private ByteString length() {
            int length = content.size();
            if (longLength) {
                return bytes(0x83, length >> 16, length >> 8, length);
            }
            if (length < 0x80) {
                return bytes(length);
            }
            return length < 0x100 ? bytes(0x81, length) : bytes(0x82, length >> 8, length);
        }
    }

    private static ByteString bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return ByteString.copyFrom(bytes);
    }

    private static List<Function<Element, ByteString>> ways() {
        ByteString nothing = ByteString.EMPTY;
        ByteString none = bytes(5, 0);
        ByteString seven = bytes(2, 1, 7);
        List<Function<Element, ByteString>> ways = new ArrayList<>();
        ways.add(_ -> nothing);
        ways.add(_ -> none);
        ways.add(e -> e.written().concat(e.written()));
        ways.add(e -> none.concat(e.written()));
        ways.add(e -> e.written().concat(seven));
        ways.add(e -> new Element(e.tag, e.content, true, nothing, nothing).written());
        ways.add(e -> new Element(e.tag, nothing).written());
        ways.add(e -> new Element(0x30, e.written()).written());
        ways.add(e -> new Element(e.tag, e.content.concat(none)).written());
        ways.add(e -> new Element(e.tag, seven.concat(e.content)).written());
        ways.add(e -> new Element(e.tag, bytes(0).concat(e.content)).written());
        ways.add(e -> new Element(e.tag, bytes(0xff).concat(e.content)).written());
        ways.add(e -> new Element(e.tag, e.content.substring(0, Math.max(0, e.content.size() - 1))).written());
        ways.add(e -> new Element(e.tag, turnedAround(e)).written());
        for (int tag : TAGS) {
            ways.add(e -> new Element(tag, e.content).written());
        }
        return ways;
    }

    /** Its members in the opposite order. */
    private static ByteString turnedAround(Element element) {
        if ((element.tag & 0x20) == 0) {
            return element.content;
        }
        byte[] members = element.content.toByteArray();
        ByteString around = ByteString.EMPTY;
        for (int at = 0; at < members.length; at = end(members, at)) {
            around = ByteString.copyFrom(members, at, end(members, at) - at).concat(around);
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

    private static ByteString rewritten(byte[] bytes, int from, int to, int[] left, Function<Element, ByteString> way) {
        ByteString all = ByteString.EMPTY;
        for (int at = from; at < to; at = end(bytes, at)) {
            boolean chosen = left[0]-- == 0;
            int content = content(bytes, at);
            int end = end(bytes, at);
            ByteString inside = (bytes[at] & 0x20) != 0
                    ? rewritten(bytes, content, end, left, way)
                    : ByteString.copyFrom(bytes, content, end - content);
            Element element = new Element(bytes[at] & 0xFF, inside);
            all = all.concat(chosen ? way.apply(element) : element.written());
        }
        return all;
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
