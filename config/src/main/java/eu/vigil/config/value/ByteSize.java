package eu.vigil.config.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory or disk, written with its unit: {@code 512B}, {@code 256KiB}, {@code 4MiB}, {@code 16GiB}.
 *
 * @param bytes at least 0
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15})([A-Za-z]*)");

    /** The size that a text means. Units are powers of 1024 only: a KB would be 1000 to some and 1024 to others. */
    public static Parsed<ByteSize> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return wrong(text);
        }
        long unit = switch (matcher.group(2)) {
            case "B" -> 1L;
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            case "TiB" -> 1L << 40;
            default -> 0;
        };
        long number = Long.parseLong(matcher.group(1));
        return unit == 0 || number > Long.MAX_VALUE / unit ? wrong(text) : Parsed.value(new ByteSize(number * unit));
    }

    private static Parsed<ByteSize> wrong(String text) {
        return Parsed.wrong(
                "'%s' is not a size; write a whole number and B, KiB, MiB, GiB or TiB, like 256KiB".formatted(text));
    }

    /**
     * The size as an array or a buffer wants it.
     *
     * @throws ArithmeticException above 2 GiB - 1
     */
    public int bytesAsInt() {
        return Math.toIntExact(bytes);
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    @Override
    public String toString() {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        long number = bytes;
        int unit = 0;
        while (number != 0 && number % 1024 == 0 && unit < units.length - 1) {
            number /= 1024;
            unit++;
        }
        return number + units[unit];
    }
}
