package eu.vigil.pki.seal;

import org.jspecify.annotations.Nullable;

/** Goes over the members of an element, each one where a structure has it; refuses another structure than asked for. */
final class DerReader {
    private final byte[] bytes;
    private final int end;
    private final String what;
    private int at;

    DerReader(byte[] bytes, int from, int end, String what) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.what = what;
    }

    boolean hasNext() {
        return at < end;
    }

    /** The next member, which must be of this tag. */
    DerElement next(int tag) throws Unacceptable {
        DerElement next = any();
        if (next.tag() != tag) {
            throw new Unacceptable(
                    Reason.NOT_SUITE_1, "%s: tag %02x where %02x belongs".formatted(what, next.tag(), tag));
        }
        return next;
    }

    /** The members of the next member, which must be of this tag. */
    DerReader members(int tag) throws Unacceptable {
        return next(tag).members(what);
    }

    /** The next member if it is of this tag. */
    @Nullable
    DerElement nextIf(int tag) throws Unacceptable {
        return at < end && (bytes[at] & 0xFF) == tag ? any() : null;
    }

    /** The next member, whatever it is. */
    DerElement any() throws Unacceptable {
        if (at == end) {
            throw new Unacceptable(Reason.NOT_SUITE_1, what + ": a field is missing");
        }
        DerElement next = new DerElement(bytes, at);
        at = next.end();
        return next;
    }

    /** There must be no more. */
    void end() throws Unacceptable {
        if (at < end) {
            throw new Unacceptable(Reason.NOT_SUITE_1, what + ": holds fields that nobody knows");
        }
    }
}
