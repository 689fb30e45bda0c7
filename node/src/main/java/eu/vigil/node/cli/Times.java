package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants for people: local first, then UTC, because the other State has another night. */
final class Times {
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final ZoneId zone;

    Times(ZoneId zone) {
        this.zone = zone;
    }

    /** {@code 2026-11-22 03:10:00 (02:10:00Z)}; UTC with its day where that is another; only UTC where that is local. */
    String of(Instant at) {
        String local = DAY_AND_TIME.withZone(zone).format(at);
        if (zone.getRules().getOffset(at).equals(ZoneOffset.UTC)) {
            return local + "Z";
        }
        boolean sameDay = LocalDate.ofInstant(at, zone).equals(LocalDate.ofInstant(at, ZoneOffset.UTC));
        DateTimeFormatter utc = sameDay ? TIME : DAY_AND_TIME;
        return "%s (%sZ)".formatted(local, utc.withZone(ZoneOffset.UTC).format(at));
    }

    /** The same of a field of an answer; {@code -} if it is not there. */
    String of(JsonNode field) {
        return field.isTextual() ? of(Instant.parse(field.textValue())) : "-";
    }
}
