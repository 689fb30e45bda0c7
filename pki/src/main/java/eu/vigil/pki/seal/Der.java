package eu.vigil.pki.seal;

/**
 * A value to be written in DER. Its length is known before a byte is written, so that all bytes are written once, to where they
 * stay.
 */
sealed interface Der permits DerElement, Der.Primitive, Der.Constructed {
    /** How many bytes it takes with tag and length. */
    int size();

    /** Writes it; returns where it ends. */
    int write(byte[] to, int at);

    /** Its bytes, for the caller alone. */
    default byte[] written() {
        byte[] written = new byte[size()];
        write(written, 0);
        return written;
    }

    static Der sequence(Der... members) {
        return new Constructed(Tag.SEQUENCE, members);
    }

    /** A set of one: more would have to be put in order. */
    static Der set(Der only) {
        return new Constructed(Tag.SET, only);
    }

    static Der octets(byte[] bytes) {
        return new Primitive(Tag.OCTET_STRING, bytes, 0, bytes.length);
    }

    /** Bytes under a tag; they are not copied. */
    final class Primitive implements Der {
        private final int tag;
        private final byte[] bytes;
        private final int from;
        private final int length;

        Primitive(int tag, byte[] bytes, int from, int to) {
            this.tag = tag;
            this.bytes = bytes;
            this.from = from;
            this.length = to - from;
        }

        @Override
        public int size() {
            return headBytes(length) + length;
        }

        @Override
        public int write(byte[] to, int at) {
            int content = head(tag, length, to, at);
            System.arraycopy(bytes, from, to, content, length);
            return content + length;
        }
    }

    /** Members one after another under a tag. */
    final class Constructed implements Der {
        private final int tag;
        private final Der[] members;
        private final int length;

        Constructed(int tag, Der... members) {
            this.tag = tag;
            this.members = members;
            int sum = 0;
            for (Der member : members) {
                sum += member.size();
            }
            this.length = sum;
        }

        @Override
        public int size() {
            return headBytes(length) + length;
        }

        @Override
        public int write(byte[] to, int at) {
            int next = head(tag, length, to, at);
            for (Der member : members) {
                next = member.write(to, next);
            }
            return next;
        }
    }

    private static int headBytes(int length) {
        if (length < 0x80) {
            return 2;
        }
        return length < 0x100 ? 3 : length < 0x10000 ? 4 : 5;
    }

    /** Tag and length in its shortest form; returns where the content begins. */
    private static int head(int tag, int length, byte[] to, int at) {
        int content = at + headBytes(length);
        to[at] = (byte) tag;
        if (length < 0x80) {
            to[at + 1] = (byte) length;
            return content;
        }
        int lengthBytes = content - at - 2;
        to[at + 1] = (byte) (0x80 | lengthBytes);
        for (int i = 1; i <= lengthBytes; i++) {
            to[content - i] = (byte) (length >> (8 * (i - 1)));
        }
        return content;
    }
}
