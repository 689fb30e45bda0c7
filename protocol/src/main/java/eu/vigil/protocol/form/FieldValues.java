package eu.vigil.protocol.form;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Timestamp;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns one JSON value into one of the field's type; null if it is empty, or wrong and noted. */
final class FieldValues {
    private static final Pattern RFC_3339_UTC =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

    private final Violations violations;

    FieldValues(Violations violations) {
        this.violations = violations;
    }

    @Nullable
    Object fromText(FieldDescriptor field, String path, String text) {
        if (text.isBlank()) {
            return null;
        }
        return switch (field.getJavaType()) {
            case STRING -> plain(path, text);
            case ENUM -> code(field, path, text);
            case MESSAGE -> instant(field, path, text);
            case BYTE_STRING -> bytes(path, text);
            case INT, LONG, FLOAT, DOUBLE -> fromNumber(field, path, text);
            case BOOLEAN -> wrong(path, "is true or false without quotes", "");
        };
    }

    @Nullable
    Object fromNumber(FieldDescriptor field, String path, String digits) {
        return switch (field.getJavaType()) {
            case INT, LONG, FLOAT, DOUBLE -> number(field, path, digits);
            case STRING, ENUM, MESSAGE, BYTE_STRING ->
                wrong(path, "is text in quotes", FieldForm.of(field).right());
            case BOOLEAN -> wrong(path, "is true or false", "");
        };
    }

    @Nullable
    Object fromBoolean(FieldDescriptor field, String path, boolean value) {
        return field.getJavaType() == FieldDescriptor.JavaType.BOOLEAN
                ? Boolean.valueOf(value)
                : wrong(path, "is not true or false", FieldForm.of(field).right());
    }

    /** Text that looks the same to whoever reads it: no control characters but line ends and tabs, nothing that turns it round. */
    private @Nullable Object plain(String path, String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (isHidden(c)) {
                return wrong(
                        path,
                        "has an unreadable character (U+%04X) at position %d".formatted(c, i + 1),
                        "text, line ends and tabs");
            }
        }
        return text;
    }

    private static boolean isHidden(int c) {
        boolean layout = c == '\n' || c == '\r' || c == '\t';
        boolean turnsTextRound = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return (Character.isISOControl(c) && !layout) || turnsTextRound || Character.getType(c) == Character.SURROGATE;
    }

    private @Nullable Object code(FieldDescriptor field, String path, String name) {
        EnumValueDescriptor value = field.getEnumType().findValueByName(name);
        return value == null || value.getNumber() == 0
                ? wrong(
                        path,
                        "'%s' is none of the choices".formatted(cut(name)),
                        FieldForm.of(field).right())
                : value;
    }

    private @Nullable Object instant(FieldDescriptor field, String path, String text) {
        try {
            if (RFC_3339_UTC.matcher(text).matches()) {
                Instant instant = Instant.parse(text);
                if (instant.getEpochSecond() >= Instants.EARLIEST.getEpochSecond()) {
                    return Timestamp.newBuilder()
                            .setSeconds(instant.getEpochSecond())
                            .setNanos(instant.getNano())
                            .build();
                }
            } else {
                Instant meant = OffsetDateTime.parse(text).toInstant();
                return wrong(path, "'%s' is not in UTC".formatted(cut(text)), meant.toString());
            }
        } catch (DateTimeException _) {
            // Said below, with what would be right.
        }
        return wrong(
                path,
                "'%s' is no instant".formatted(cut(text)),
                FieldForm.of(field).right());
    }

    private @Nullable Object bytes(String path, String text) {
        try {
            return ByteString.copyFrom(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return wrong(path, "is not base64", "bytes in base64 (RFC 4648 section 4)");
        }
    }

    private @Nullable Object number(FieldDescriptor field, String path, String digits) {
        try {
            BigDecimal value = new BigDecimal(cut(digits));
            return switch (field.getType()) {
                case INT32, SINT32, SFIXED32 -> value.intValueExact();
                case UINT32, FIXED32 -> Math.toIntExact(natural(value).longValueExact());
                case INT64, SINT64, SFIXED64 -> value.longValueExact();
                case UINT64, FIXED64 -> natural(value).longValueExact();
                case FLOAT -> value.floatValue();
                case DOUBLE -> value.doubleValue();
                case BOOL, STRING, BYTES, ENUM, MESSAGE, GROUP -> throw new AssertionError(field);
            };
        } catch (ArithmeticException | NumberFormatException _) {
            return wrong(
                    path,
                    "'%s' is no number that fits".formatted(cut(digits)),
                    FieldForm.of(field).right());
        }
    }

    private static BigDecimal natural(BigDecimal value) {
        if (value.signum() < 0) {
            throw new ArithmeticException("negative");
        }
        return value;
    }

    private @Nullable Object wrong(String path, String rule, String right) {
        violations.add(path, rule, right);
        return null;
    }

    private static String cut(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
