package eu.vigil.pki.seal;

import org.jspecify.annotations.Nullable;

/**
 * What X.690 (sections 8, 10 and 11) asks of the bytes of each universal type that has no members.
 *
 * <p>The characters of strings are left to whoever reads them, and the form of a UTCTime too, for certificates have always come with
 * any.
 */
final class DerContents {
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
            case 6, 13 -> identifier(bytes, from, to) ? null : "OBJECT IDENTIFIER not in shortest form";
            case 4, 7, 12, 18, 19, 20, 21, 22, 25, 26, 27 -> null;
            case 23 -> digits(bytes, from, to, 2) ? null : "UTCTime that does not begin with a year";
            case 24 -> generalizedTime(bytes, from, to) ? null : "GeneralizedTime not in the form of DER";
            case 28 -> length % 4 == 0 ? null : "UniversalString with a part of a character";
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
        return first && to > from;
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
        return bytes[from + 14] == '.' && fraction > 0 && digits(bytes, from + 15, to, fraction) && bytes[to - 2] != '0';
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
