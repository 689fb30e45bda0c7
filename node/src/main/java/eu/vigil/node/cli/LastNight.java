package eu.vigil.node.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** An example told as if its night were last night, so that what it asks for is still to come and it can be sent. */
final class LastNight {
    private static final Instant NIGHT = Instant.parse("2026-03-29T01:10:00Z");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?=T\\d{2}:)");

    private LastNight() {}

    /** The text with the day of every instant moved by as many days as have passed since the example's night. */
    static String in(String text, Instant now) {
        long days = Duration.between(NIGHT, now).toDays();
        return DATE.matcher(text)
                .replaceAll(date -> LocalDate.parse(date.group()).plusDays(days).toString());
    }
}
