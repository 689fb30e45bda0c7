package eu.vigil.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** The hospital's case, told as if its night were last night: every instant and date in it is moved by whole days. */
public final class CaseText {
    private static final Instant NIGHT = Instant.parse("2026-03-29T01:10:00Z");
    private static final LocalDate SUNDAY = LocalDate.parse("2026-03-29");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);

    private CaseText() {}

    /** The text with every instant and date moved so that its night is the last one before {@code now}. */
    public static String lastNight(String text, Instant now) {
        long days = Duration.between(NIGHT, now).toDays();
        LocalDate night = SUNDAY.plusDays(days);
        return INSTANT.matcher(text)
                .replaceAll(found -> Instant.parse(found.group())
                        .atZone(ZoneOffset.UTC)
                        .plusDays(days)
                        .toInstant()
                        .toString())
                .replace("Sunday 29 March 2026", LONG.format(night))
                .replace(
                        "between 27 and 28 March",
                        "between %s and %s".formatted(SHORT.format(night.minusDays(2)), SHORT.format(night.minusDays(1))));
    }
}
