package eu.vigil.pki.seal;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * When somebody signed (RFC 5652 section 11.3): UTCTime to the year 2049, GeneralizedTime after; to the second, in UTC.
 *
 * <p>Of a year before 1950 nobody signs.
 */
final class SigningTime {
    private static final DateTimeFormatter UTC_TIME = form("yyMMddHHmmss'Z'");
    private static final DateTimeFormatter GENERALIZED_TIME = form("uuuuMMddHHmmss'Z'");
    private static final int CENTURY_FROM = 1950;
    private static final int CENTURY_UNTIL = 2050;

    private SigningTime() {}

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    static Der write(Instant at) {
        int year = at.atOffset(ZoneOffset.UTC).getYear();
        boolean century = year >= CENTURY_FROM && year < CENTURY_UNTIL;
        byte[] text = (century ? UTC_TIME : GENERALIZED_TIME).format(at).getBytes(StandardCharsets.US_ASCII);
        return new Der.Primitive(century ? Tag.UTC_TIME : Tag.GENERALIZED_TIME, text, 0, text.length);
    }

    static Instant read(DerElement time) throws Unacceptable {
        boolean century = time.tag() == Tag.UTC_TIME;
        Unacceptable.unless(
                century || time.tag() == Tag.GENERALIZED_TIME, Reason.SIGNED_ATTRIBUTES, "signing-time: not a time");
        byte[] text = time.content();
        int yearDigits = century ? 2 : 4;
        int digits = yearDigits + 10;
        if (text.length == digits + 1 && text[digits] == 'Z' && areDigits(text, digits)) {
            int year = century ? ofCentury(number(text, 0)) : number(text, 0) * 100 + number(text, 2);
            if (century || year >= CENTURY_UNTIL) {
                return instant(year, text, yearDigits);
            }
        }
        throw new Unacceptable(Reason.SIGNED_ATTRIBUTES, "signing-time: not in DER, or not of its century");
    }

    private static Instant instant(int year, byte[] text, int at) throws Unacceptable {
        try {
            return LocalDateTime.of(
                            year,
                            number(text, at),
                            number(text, at + 2),
                            number(text, at + 4),
                            number(text, at + 6),
                            number(text, at + 8))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new Unacceptable(Reason.SIGNED_ATTRIBUTES, "signing-time: " + e.getMessage());
        }
    }

    private static int ofCentury(int year) {
        return year < CENTURY_FROM % 100 ? 2000 + year : 1900 + year;
    }

    private static boolean areDigits(byte[] text, int count) {
        for (int i = 0; i < count; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] text, int at) {
        return 10 * (text[at] - '0') + text[at + 1] - '0';
    }
}
