package eu.vigil.config.value;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a value of one type is written.
 *
 * @param what the type's name for people: {@code duration}, {@code host:port}
 * @param parser reads a text, which is never empty
 */
public record Form<T>(String what, Function<String, Parsed<T>> parser) {
    /** The form of a scalar type; a type of this module without one is a defect and fails at the first test. */
    public static Form<?> of(Class<?> type) {
        if (type.isEnum()) {
            return choice(type);
        }
        return switch (type.getName()) {
            case "java.lang.String" -> new Form<>("text", Parsed::value);
            case "int" -> new Form<>("whole number", Form::integer);
            case "boolean" -> new Form<>("true or false", Form::truth);
            case "java.time.Duration" -> new Form<>("duration", Form::duration);
            case "java.time.LocalDate" -> time("date", "2026-01-05", LocalDate::parse);
            case "java.time.LocalTime" -> time("local time", "08:00", LocalTime::parse);
            case "java.time.OffsetDateTime" ->
                time("date and time with offset", "2026-03-29T08:00:00+02:00", OffsetDateTime::parse);
            case "java.time.ZoneId" -> new Form<>("IANA time zone", Form::zone);
            case "java.nio.file.Path" -> new Form<>("path", Form::path);
            default -> ofOurOwn(type);
        };
    }

    private static Form<?> ofOurOwn(Class<?> type) {
        if (type == ByteSize.class) {
            return new Form<>("size", ByteSize::parse);
        } else if (type == HostPort.class) {
            return new Form<>("host:port", HostPort::parse);
        } else if (type == WebAddress.class) {
            return new Form<>("web address", WebAddress::parse);
        } else if (type == SecretReference.class) {
            return new Form<>("secret reference", SecretReference::parse);
        } else if (type == StoreLocation.class) {
            return new Form<>("store", StoreLocation::parse);
        } else if (type == AddressRange.class) {
            return new Form<>("address range", AddressRange::parse);
        } else if (type == Target.class) {
            return new Form<>("target", Target::parse);
        }
        throw new IllegalArgumentException(type + " has no form");
    }

    private static Parsed<Integer> integer(String text) {
        return text.matches("-?\\d{1,9}")
                ? Parsed.value(Integer.valueOf(text))
                : Parsed.wrong("'%s' is not a whole number like 64".formatted(text));
    }

    private static Parsed<Boolean> truth(String text) {
        return switch (text) {
            case "true" -> Parsed.value(true);
            case "false" -> Parsed.value(false);
            default -> Parsed.wrong("'%s' is neither true nor false".formatted(text));
        };
    }

    private static Parsed<Duration> duration(String text) {
        try {
            return Parsed.value(Duration.parse(text));
        } catch (DateTimeException _) {
            return Parsed.wrong("'%s' is not a duration; write one like PT30S, PT15M, PT4H or P7D".formatted(text));
        }
    }

    private static Parsed<ZoneId> zone(String text) {
        return ZoneId.getAvailableZoneIds().contains(text)
                ? Parsed.value(ZoneId.of(text))
                : Parsed.wrong("'%s' is not an IANA time zone like Europe/Brussels".formatted(text));
    }

    private static Parsed<Path> path(String text) {
        try {
            return Parsed.value(Path.of(text));
        } catch (InvalidPathException _) {
            return Parsed.wrong("'%s' is not a path".formatted(text));
        }
    }

    private static <T> Form<T> time(String what, String example, Function<String, T> parser) {
        return new Form<>(what, text -> {
            try {
                return Parsed.value(parser.apply(text));
            } catch (DateTimeException _) {
                return Parsed.wrong("'%s' is not a %s like %s".formatted(text, what, example));
            }
        });
    }

    /** Constants are written as they are (EMERGENCY); those of an enum that names itself in {@code toString}, so. */
    private static Form<?> choice(Class<?> type) {
        String all =
                Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        return new Form<Object>(
                "one of " + all,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> constant.toString().equals(text))
                        .findFirst()
                        .map(Parsed::value)
                        .orElseGet(() -> Parsed.wrong("'%s' is none of %s".formatted(printable(text), all))));
    }

    private static String printable(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
