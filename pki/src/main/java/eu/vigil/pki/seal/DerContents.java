package eu.vigil.pki.seal;

import org.jspecify.annotations.Nullable;

/**
 * What X.690 (sections 8, 10 and 11) asks of the bytes of each universal type that has no members.
 *
 * <p>The characters of strings are left to whoever reads them, and whether a UTCTime is in the form of DER (section 11.8), or in another
 * in which certificates may come.
 */
final class DerContents {
    /** As much as the JDK and Bouncy Castle read. */
    private static final int IDENTIFIER_BYTES_MAX = 4096;

    private DerContents() {}

    /** What is wrong; null if these are the bytes of a value of that type. */
    static @Nullable String fault(int number, byte[] bytes, int from, int to) {
        int length = to - from;
        return switch (number) {
            case 1 -> length == 1 && (bytes[from] == 0 || bytes[from] == -1) ? null : "a BOOLEAN other than 00 and FF";
            case 2 -> shortest(bytes, from, to) ? null : "INTEGER not in shortest form";
            case 10 ->
                shortest(bytes, from, to) && bytes[from] >= 0 ? null : "ENUMERATED negative or not in shortest form";
            case 3 -> bits(bytes, from, to) ? null : "BIT STRING with a wrong number of unused bits, or these not 0";
            case 5 -> length == 0 ? null : "NULL with content";
            case 6, 13 -> identifier(bytes, from, to) ? null : "OBJECT IDENTIFIER not in shortest form, or too long";
            case 4, 7, 12, 18, 19, 20, 21, 22, 25, 26, 27, 28 -> null;
            case 23 -> utcTime(bytes, from, to) ? null : "UTCTime in no form that it has";
            case 24 -> generalizedTime(bytes, from, to) ? null : "GeneralizedTime not in the form of DER";
            case 30 -> length % 2 == 0 ? null : "BMPString with half a character";
            default -> "a universal type that is not used";
        };
    }

    /** Section 8.3.2: the first nine bits are not all alike. */
    private static boolean shortest(byte[] bytes, int from, int to) {
        return to - from == 1 || (to - from > 1 && bytes[from] != bytes[from + 1] >> 7);
    }

    /** Sections 8.6.2 and 11.2.1. */
    private static boolean bits(byte[] bytes, int from, int to) {
        if (to == from) {
            return false;
        }
        int unused = bytes[from];
        if (to - from == 1) {
            return unused == 0;
        }
        return unused >= 0 && unused <= 7 && (bytes[to - 1] & ((1 << unused) - 1)) == 0;
    }

    /** Section 8.19.2: each arc ends, and none begins with a zero that says nothing. */
    private static boolean identifier(byte[] bytes, int from, int to) {
        boolean first = true;
        for (int i = from; i < to; i++) {
            if (first && bytes[i] == (byte) 0x80) {
                return false;
            }
            first = bytes[i] >= 0;
        }
        return first && to > from && to - from <= IDENTIFIER_BYTES_MAX;
    }

    /** Section 8.25 (X.680 section 47.3): seconds may be absent, and an offset may stand instead of Z. */
    private static boolean utcTime(byte[] bytes, int from, int to) {
        boolean inUtc = to > from && bytes[to - 1] == 'Z';
        int digits = to - from - (inUtc ? 1 : 5);
        return (digits == 10 || digits == 12)
                && digits(bytes, from, to, digits)
                && (inUtc
                        || ((bytes[from + digits] == '+' || bytes[from + digits] == '-')
                                && digits(bytes, from + digits + 1, to, 4)));
    }

    /** Section 11.7: to the second, in UTC, a fraction without zeros at its end. */
    private static boolean generalizedTime(byte[] bytes, int from, int to) {
        if (to - from < 15 || !digits(bytes, from, to, 14) || bytes[to - 1] != 'Z') {
            return false;
        }
        if (to - from == 15) {
            return true;
        }
        int fraction = to - from - 16;
        return bytes[from + 14] == '.'
                && fraction > 0
                && digits(bytes, from + 15, to, fraction)
                && bytes[to - 2] != '0';
    }

    private static boolean digits(byte[] bytes, int from, int to, int count) {
        if (to - from < count) {
            return false;
        }
        for (int i = from; i < from + count; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }
}
