package eu.vigil.node.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An instant as a person writes it: {@code 2026-03-29T06:00:00Z}, with any offset, or from now on: {@code 36h}, {@code 90m},
 * {@code 60d}. Whole seconds, so that what is read aloud over a telephone is what was sent.
 */
record AnInstant(InstantSource clock) implements ITypeConverter<Instant> {
    private static final Pattern FROM_NOW = Pattern.compile("\\+?([0-9]{1,5})(m|h|d)");

    @Override
    public Instant convert(String text) {
        Matcher fromNow = FROM_NOW.matcher(text);
        if (fromNow.matches()) {
            ChronoUnit unit = switch (fromNow.group(2)) {
                case "m" -> ChronoUnit.MINUTES;
                case "h" -> ChronoUnit.HOURS;
                // Days of 24 hours, as terms are counted.
                default -> ChronoUnit.DAYS;
            };
            long seconds = unit.getDuration().toSeconds() * Long.parseLong(fromNow.group(1));
            return clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds);
        }
        try {
            return OffsetDateTime.parse(text)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'%s' is no instant; write 2026-03-29T06:00:00Z, or 36h or 60d from now on".formatted(text));
        }
    }
}
